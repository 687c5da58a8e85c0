"""Names people read, for channels and networks.

Belongs here: where a label comes from: the tables, else smm.yaml, else the registry of networks. Not here: wording.
"""

from smm_assets.registry import registry
from smm_assets.report.tables import Tables, text
from smm_assets.settings import Project


class Labels:
    """Labels of channels and networks of one project."""

    def __init__(self, tables: Tables, project: Project) -> None:
        self._networks = registry(project, []).networks
        self._channels = {
            channel: label for network in self._networks.values() for channel, label in network.channel_labels.items()
        }
        rows = tables.rows("marts.channel", "SELECT channel, label FROM marts.channel")
        self._channels |= {text(row["channel"]): text(row["label"]) for row in rows if row["label"]}
        self._channels |= {name: channel.label for name, channel in project.settings.channels.items() if channel.label}

    def channel(self, channel: str) -> str:
        """Label of a channel; its own name when nothing better is known."""
        return self._channels.get(channel) or self.network(channel)

    def network(self, network: str) -> str:
        """Label of a network; its value when it is not a registered one."""
        known = self._networks.get(network)
        return known.label if known else network
