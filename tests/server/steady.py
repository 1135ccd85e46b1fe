"""A well-behaved client, in a process of its own so that nothing else of a test slows it down.

python steady.py PORT: asks a small question a hundred times a second until standard input is closed, then
writes the times in seconds and what failed as JSON.
"""

from __future__ import annotations

import http.client
import json
import select
import sys
import time

QUESTION = "/sparql?query=SELECT%20*%20%7B%20%3Fs%20%3Fp%20%3Fo%20%7D%20LIMIT%205"
PAUSE_SECONDS = 0.01


def main(port: int) -> None:
    """Ask until told to stop."""
    times: list[float] = []
    failures: list[str] = []
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=20)
    while not select.select([sys.stdin], [], [], PAUSE_SECONDS)[0]:
        begun = time.monotonic()
        try:
            connection.request("GET", QUESTION)
            response = connection.getresponse()
            response.read()
            if response.status != 200:
                failures.append(str(response.status))
        except (http.client.HTTPException, OSError) as error:
            failures.append(repr(error))
            connection.close()
        times.append(time.monotonic() - begun)
    json.dump({"times": times, "failures": failures}, sys.stdout)


if __name__ == "__main__":
    main(int(sys.argv[1]))
