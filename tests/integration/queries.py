"""What the tests ask the webserver, as the page's own buttons send it."""

import json
import urllib.request
from typing import Any

LOCATIONS = "{ workspaceOrError { ... on Workspace { locationEntries { name loadStatus } } } }"
LAUNCH_BACKFILL = """
mutation ($given: LaunchBackfillParams!) {
  launchPartitionBackfill(backfillParams: $given) {
    __typename
    ... on LaunchBackfillSuccess { backfillId }
    ... on PythonError { message }
  }
}
"""
BACKFILL = """
query ($id: String!) { partitionBackfillOrError(backfillId: $id) { ... on PartitionBackfill { status numPartitions } } }
"""
LAUNCH = """
mutation ($given: ExecutionParams!) {
  launchRun(executionParams: $given) {
    __typename
    ... on LaunchRunSuccess { run { runId } }
    ... on PythonError { message }
  }
}
"""
STOP = "mutation ($id: String!) { terminateRun(runId: $id) { __typename } }"
RUN = "query ($id: ID!) { runOrError(runId: $id) { ... on Run { status stepStats { stepKey startTime } } } }"
RUNS = "query { runsOrError { ... on Runs { results { runId status jobName tags { key value } } } } }"


def asked(address: str, query: str, **variables: Any) -> dict[str, Any]:
    """What it answers."""
    request = urllib.request.Request(
        f"{address}/graphql",
        data=json.dumps({"query": query, "variables": variables}).encode(),
        headers={"Content-Type": "application/json"},
    )
    with urllib.request.urlopen(request, timeout=60) as answer:
        return dict(json.load(answer)["data"])
