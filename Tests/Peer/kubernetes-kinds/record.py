"""Records what a real API server makes of the cases."""

import json
import pathlib
import sys

sys.path.insert(0, str(pathlib.Path(__file__).parent))
from cases import run  # noqa: E402
from real import real_server  # noqa: E402

here = pathlib.Path(__file__).parent
cases = json.loads((here / "cases.json").read_text())
lines = []
with real_server(sys.argv[1], sys.argv[2]) as server:
    for index, case in enumerate(cases):
        lines.append(json.dumps(run(server, case, f"kinds-{index}"), ensure_ascii=False))
(here / "recorded.json").write_text("[\n" + ",\n".join(lines) + "\n]\n")
print(f"recorded {len(cases)} cases with {sum(len(c['steps']) for c in cases)} writes")
