"""The software bill of materials: what is installed to run, as CycloneDX JSON.

Belongs here: components with hashes and licences, and who requires whom. Not here: reading locks and licences.
"""

import json
import uuid
from datetime import UTC, datetime

from cyclonedx.contrib.license.factories import LicenseFactory
from cyclonedx.model import ExternalReference, ExternalReferenceType, HashAlgorithm, HashType, XsUri
from cyclonedx.model.bom import Bom
from cyclonedx.model.component import Component, ComponentType
from cyclonedx.output.json import JsonV1Dot6
from cyclonedx.schema import SchemaVersion
from cyclonedx.validation.json import JsonStrictValidator
from packageurl import PackageURL

from deploy.supply.licences import Licensed
from deploy.supply.locks import Locked, project

SCHEMA = SchemaVersion.V1_6
_NAMESPACE = uuid.uuid5(uuid.NAMESPACE_URL, "https://cyclonedx.org/smm-budget")


def sbom(listed: list[Licensed], made_at: int) -> str:
    """The bill of these packages; the same packages give the same text. made_at: seconds since 1970."""
    told = project()["project"]
    root = Component(name=told["name"], version=told["version"], type=ComponentType.APPLICATION, bom_ref=told["name"])
    root.description = told["description"]
    bom = Bom(serial_number=uuid.uuid5(_NAMESPACE, repr([one.package for one in listed])))
    bom.metadata.component, bom.metadata.timestamp = root, datetime.fromtimestamp(made_at, UTC)
    parts = {one.package.name: _component(one) for one in listed}
    bom.components.update(parts.values())
    needs: dict[str, set[str]] = {name: set() for name in (told["name"], *parts)}
    for one in listed:
        for parent in one.package.asked_by:
            if (above := parent.partition(":")[0]) in needs:
                needs[above].add(one.package.name)
    for name, below in needs.items():
        bom.register_dependency(parts.get(name, root), [parts[one] for one in sorted(below)])
    return JsonV1Dot6(bom).output_as_string(indent=2)


def faults(text: str) -> str:
    """What the schema of CycloneDX objects to; "" where it holds."""
    found = JsonStrictValidator(SCHEMA).validate_str(text)
    return "" if found is None else str(found)


def _component(one: Licensed) -> Component:
    package = one.package
    purl = PackageURL("pypi", None, package.name, package.version)
    licensed = [LicenseFactory().make_from_string(one.licence)] if one.licence else []
    return Component(
        name=package.name,
        version=package.version,
        bom_ref=purl.to_string(),
        purl=purl,
        description=one.summary or None,
        licenses=licensed,
        external_references=[_files(package)],
    )


def _files(package: Locked) -> ExternalReference:
    """Every file of that version an installer may take, by its hash."""
    return ExternalReference(
        type=ExternalReferenceType.DISTRIBUTION,
        url=XsUri(f"https://pypi.org/project/{package.name}/{package.version}/#files"),
        hashes=[HashType(alg=HashAlgorithm.SHA_256, content=one) for one in package.hashes],
    )


def count(text: str) -> int:
    """Components of a bill."""
    return len(json.loads(text)["components"])
