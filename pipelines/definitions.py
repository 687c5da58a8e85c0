"""The code location Dagster loads: that of the project $SMM_HOME names, else of the folder upward with smm.yaml.

Belongs here: nothing more. Who needs the definitions of a project asks `assembly`, which makes none when it is loaded.
"""

from pipelines.assembly import build_defs

defs = build_defs()
