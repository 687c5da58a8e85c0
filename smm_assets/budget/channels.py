"""Which channel and objective delivery belongs to: smm.yaml's rules, then the account's, then the network's own.

Belongs here: resolving. Not here: own results (`outcomes`) or reading smm.yaml (`smm_assets/settings`).
"""

from collections.abc import Mapping
from dataclasses import dataclass
from fnmatch import fnmatchcase

from smm_assets.ingest.habits import Network
from smm_assets.ingest.landing.accounts import bare_id
from smm_assets.settings import Account, Settings


@dataclass(frozen=True, kw_only=True)
class Delivery:
    """What a channel is recognised by. Unknown parts are empty."""

    network: str
    account_id: str = ""
    campaign_name: str = ""
    campaign_type: str = ""
    publisher: str = ""


@dataclass(frozen=True, kw_only=True)
class Channels:
    """The rules of one project. networks: known networks by value."""

    settings: Settings
    networks: Mapping[str, Network]

    def channel(self, item: Delivery) -> str:
        """The channel of the delivery; the network's value when no rule says otherwise."""
        account = self.account(item.network, item.account_id)
        for name, channel in self.settings.channels.items():
            if any(self._matches(rule, item, account) for rule in channel.match):
                return name
        if account is not None and account.channel:
            return account.channel
        network = self.networks.get(item.network)
        for name, needs in network.channel_rules if network else ():
            if all(_any(str(getattr(item, column, "")), values) for column, values in needs.items()):
                return name
        return item.network

    def objective(self, channel: str, campaign_name: str = "", network: str = "") -> str:
        """The objective of a campaign: first rule that matches, else the channel's, else the network's."""
        ruled = self.ruled_objective(channel, campaign_name)
        if ruled is not None:
            return ruled
        declared = self.settings.channels.get(channel)
        if declared is not None and declared.objective:
            return declared.objective
        owner = self.networks.get(network) or next((self.networks[n] for n in self.owners(channel)), None)
        return owner.objective if owner else "sales"

    def ruled_objective(self, channel: str, campaign_name: str) -> str | None:
        """The objective of the first rule that fits; None when none does."""
        for rule in self.settings.objective_rules:
            if like(rule.channel, channel) and like(rule.campaign, campaign_name):
                return rule.objective
        return None

    def owners(self, channel: str) -> list[str]:
        """Networks whose own rules lead to the channel."""
        return [
            value
            for value, network in self.networks.items()
            if channel == value or channel in {name for name, _ in network.channel_rules}
        ]

    def names(self) -> set[str]:
        """Channels known without any data: declared ones and those of the networks that carry media."""
        found = set(self.settings.channels) | {a.channel for a in self.settings.accounts if a.channel}
        return found.union(*(self.owned(value) for value in self.networks))

    def owned(self, value: str) -> set[str]:
        """Channels a network's own rules lead to; its own name when it carries media without any."""
        network = self.networks[value]
        own = {name for name, _ in network.channel_rules}
        return own or ({value} if network.kind in ("ads", "mixed") else set())

    def label(self, channel: str) -> str:
        """The name people read."""
        declared = self.settings.channels.get(channel)
        if declared is not None and declared.label:
            return declared.label
        for network in self.networks.values():
            if channel in network.channel_labels:
                return network.channel_labels[channel]
        return next((self.networks[n].label for n in self.owners(channel)), channel)

    def is_social(self, channel: str) -> bool:
        """Whether the channel is social media: as declared, else as its networks are."""
        declared = self.settings.channels.get(channel)
        if declared is not None and declared.social is not None:
            return declared.social
        return not any(channel in network.not_social for network in self.networks.values())

    def account(self, network: str, account_id: str) -> Account | None:
        """The declared account, also when its id was left out and the data carry the network's default."""
        own = [account for account in self.settings.accounts if account.network == network]
        for account in own:
            if account.name == account_id or bare_id(account.account_id or "") == bare_id(account_id):
                return account
        return own[0] if len(own) == 1 and own[0].account_id is None else None

    def _matches(self, rule: object, item: Delivery, account: Account | None) -> bool:
        names = [item.account_id, account.name if account else ""]
        wanted = getattr(rule, "account", None)
        return (
            like(getattr(rule, "network", None), item.network)
            and (wanted is None or any(like(wanted, name) for name in names if name))
            and like(getattr(rule, "campaign", None), item.campaign_name)
            and like(getattr(rule, "campaign_type", None), item.campaign_type)
            and like(getattr(rule, "publisher", None), item.publisher)
        )


def like(pattern: str | None, text: str | None) -> bool:
    """Whether the text fits a shell pattern, case ignored; no pattern fits everything."""
    return pattern is None or fnmatchcase((text or "").casefold(), pattern.casefold())


def _any(text: str, values: tuple[str, ...]) -> bool:
    return any(like(value, text) for value in values)
