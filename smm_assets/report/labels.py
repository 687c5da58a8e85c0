"""Names people read, for channels, networks and accounts.

Belongs here: where a label comes from: the tables, else smm.yaml, else the registry of networks. Not here: wording.
"""

from functools import cached_property

from smm_assets.registry import registry
from smm_assets.report.tables import Tables, text
from smm_assets.settings import Project


class Labels:
    """Labels of channels, networks and accounts of one project."""

    def __init__(self, tables: Tables, project: Project) -> None:
        self._networks = registry(project, []).networks
        self._channels = {
            channel: label for network in self._networks.values() for channel, label in network.channel_labels.items()
        }
        rows = tables.rows("marts.channel", "SELECT channel, label FROM marts.channel")
        self._channels |= {text(row["channel"]): text(row["label"]) for row in rows if row["label"]}
        self._tables, self._accounts = tables, project.settings.accounts
        self._channels |= {name: channel.label for name, channel in project.settings.channels.items() if channel.label}

    def channel(self, channel: str) -> str:
        """Label of a channel; its own name when nothing better is known."""
        return self._channels.get(channel) or self.network(channel)

    def network(self, network: str) -> str:
        """Label of a network; its value when it is not a registered one."""
        known = self._networks.get(network)
        return known.label if known else network

    @cached_property
    def _names(self) -> dict[tuple[str, str], str]:
        """Names of accounts: as exports name them, else as smm.yaml does."""
        rows = self._tables.rows(
            "marts.ad_daily",
            "SELECT network, account_id, MAX(account_name) AS name FROM marts.ad_daily GROUP BY network, account_id",
        )
        declared = {(one.network, one.account_id or one.name): one.name for one in self._accounts}
        return declared | {(row["network"], row["account_id"]): text(row["name"]) for row in rows if row["name"]}

    def account(self, network: str, account_id: str) -> str:
        """Name of an account; its id when it has none."""
        return self._names.get((network, account_id)) or account_id
