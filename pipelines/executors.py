"""What starts the workers that read exports ahead: Dagster's executors by the words of smm.yaml.

Belongs here: finding an executor, and why it cannot be used. Not here: what workers do (`reading_ahead`).

smm.yaml names a word of this list, never a module, so that it cannot have code run. A package is loaded only for the
project that asks for it. Dask's is not in it: it passes over steps whose number is known only when the run is under
way.
"""

from dataclasses import dataclass
from importlib import import_module

import dagster as dg

from smm_assets.settings import Project

_PLACES = {
    "celery": ("dagster_celery", "celery_executor"),
    "celery_k8s": ("dagster_celery_k8s", "celery_k8s_job_executor"),
    "docker": ("dagster_docker", "docker_executor"),
    "k8s": ("dagster_k8s", "k8s_job_executor"),
}


@dataclass(frozen=True, kw_only=True)
class Chosen:
    """An executor. lacking: why the one that was asked for is not it, "" where it is."""

    executor: dg.ExecutorDefinition
    lacking: str = ""


def chosen(project: Project | None) -> Chosen:
    """The executor of smm.yaml; where its package is missing, one that does for a run that says so."""
    name = project.settings.read_ahead.executor if project else "multiprocess"
    if name == "multiprocess":
        return Chosen(executor=dg.multiprocess_executor)
    module, attribute = _PLACES[name]
    try:
        return Chosen(executor=getattr(import_module(module), attribute))
    except ImportError as error:
        package = module.replace("_", "-")
        lacking = (
            f"smm.yaml, read_ahead.executor: {name} needs the package {package}, which cannot be loaded ({error}); "
            f"expected is the one that fits Dagster {dg.__version__}. Install it where the code location and the "
            "workers run, or leave executor out"
        )
        return Chosen(executor=dg.in_process_executor, lacking=lacking)
