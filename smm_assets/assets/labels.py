"""Under which group, tags and owner an asset stands in Dagster's lists and in its lineage.

Belongs here: the names of groups, and who answers for what no front matter names an owner of. Not here: what an asset
does.
"""

from typing import Any

from smm_assets.sqlmodels.domains import domain
from smm_assets.sqlmodels.model import Model


class Group:
    """Groups of what is no model of a domain; plain texts, for Dagster hands them on as they are."""

    PROJECT = "project"
    EXPORTS = "exports"
    SEEDS = "seeds"
    STAGING = "staging"
    VIEWS = "bi"
    DECISIONS = "decisions"
    BACKTESTS = "backtests"
    PUBLISH = "publish"


OWNERS = {
    Group.PROJECT: "team:marketing",
    Group.EXPORTS: "team:data",
    Group.SEEDS: "team:marketing",
    Group.DECISIONS: "team:marketing",
    Group.BACKTESTS: "team:analytics",
    Group.PUBLISH: "team:data",
}


def group_of(model: Model) -> str:
    """Staging models stand together, so do views for BI tools, all others with their domain, whatever their layer."""
    found = domain(model)
    if model.layer in (Group.STAGING, Group.VIEWS) or not found:
        return model.layer
    return Group.DECISIONS if found == "decision" else found


def of_model(model: Model) -> dict[str, Any]:
    """Group, tags and owner of a model: its layer, its domain, and the other tags of its front matter."""
    about = domain(model)
    named = {"domain": about} if about else {}
    others = {tag: "" for tag in model.tags if tag != about}
    return {
        "group_name": group_of(model),
        "tags": {"layer": model.layer, **named, **others},
        "owners": [f"team:{model.owner}"],
    }


def of_group(group: str, layer: str, about: str = "") -> dict[str, Any]:
    """Group, tags and owner of what is no model. layer: schema or kind of place; about: domain, where it has one."""
    named = {"domain": about} if about else {}
    return {"group_name": group, "tags": {"layer": layer, **named}, "owners": [OWNERS[group]]}
