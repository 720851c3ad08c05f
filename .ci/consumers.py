"""Reports as the programs read them that they are for. Called by `.ci/consumers` with the program and a folder."""

import json
import re
import subprocess
import sys
from pathlib import Path

import junitparser
import networkx
import yaml

PROGRAM, WORK = sys.argv[1], Path(sys.argv[2])
DATASETS = sorted(str(manifest.parent) for manifest in Path("datasets").glob("*/dataset.toml"))


def run(*arguments, expect=(0,)):
    done = subprocess.run([PROGRAM, *arguments], capture_output=True, text=True, check=False)
    assert done.returncode in expect, f"{arguments}: exit {done.returncode}: {done.stderr}"
    return done.stdout


def junit():
    """Suites, cases and failures are the datasets, rules and rules at `deny` of the JSON report."""
    xml, report = WORK / "junit.xml", WORK / "report.json"
    run("audit", *DATASETS, "--output", str(xml), "--output", str(report), expect=(1,))
    audits = json.loads(report.read_text(encoding="utf-8"))["audits"]
    suites = list(junitparser.JUnitXml.fromfile(str(xml)))
    assert [suite.name for suite in suites] == [audit["dataset"] for audit in audits] == DATASETS
    failures = 0
    for suite, audit in zip(suites, audits):
        cases = list(suite)
        assert len(cases) == suite.tests == audit["counts"]["rules"]
        failed = {case.name for case in cases if any(isinstance(one, junitparser.Failure) for one in case.result)}
        assert failed == {one["rule"] for one in audit["findings"] if one["level"] == "deny"}, suite.name
        assert suite.failures == len(failed) and suite.errors == 0
        failures += len(failed)
    assert failures > 0
    print(f"junitparser read {len(suites)} suites with {failures} failures")


def graphs():
    """Nodes and edges are those of the JSON graph, for networkx and for Graphviz."""
    for dataset in DATASETS:
        graph = json.loads(run("graph", dataset, "--linked", "--format", "json"))
        nodes, edges = len(graph["nodes"]), len(graph["edges"])
        graphml = WORK / "graph.graphml"
        run("graph", dataset, "--linked", "--output", str(graphml))
        read = networkx.read_graphml(graphml)
        assert (read.number_of_nodes(), read.number_of_edges()) == (nodes, edges), dataset
        dot = run("graph", dataset, "--linked", "--format", "dot")
        if nodes < 5_000:  # `dot` lays out what it reads, which takes minutes for tens of thousands of nodes.
            read = subprocess.run(["dot", "-Tcanon"], input=dot, capture_output=True, text=True, check=True)
            assert read.stderr == "", read.stderr
        counted = subprocess.run(["gc", "-n", "-e"], input=dot, capture_output=True, text=True, check=True)
        assert counted.stdout.split()[:2] == [str(nodes), str(edges)], f"{dataset}: {counted.stdout}"
        print(f"networkx and Graphviz read {nodes} nodes and {edges} edges of {dataset}")


def for_users():
    """The files for users' CI are YAML, their steps are shell, and every flag in them is one that the program knows."""
    help_of = {command: run(command, "--help") for command in ("audit", "check")}
    known = {command: set(re.findall(r"(?<![\w-])--[a-z][a-z-]*", text)) for command, text in help_of.items()}

    action = yaml.safe_load(Path("action.yml").read_text(encoding="utf-8"))
    assert action["runs"]["using"] == "composite"
    shell = [step["run"] for step in action["runs"]["steps"] if "run" in step]
    inputs = set(re.findall(r"\binputs\.([a-z-]+)", Path("action.yml").read_text(encoding="utf-8")))
    assert inputs == set(action["inputs"]), "every input is used, and no other"
    for script in shell:
        assert "${{" not in script, "what a user gives reaches a shell as a variable only"
        subprocess.run(["bash", "-n"], input=script, text=True, check=True)
    used = flags_of(script for script in shell if "counterclaim" in script and "cargo" not in script)
    assert {"--format", "--output", "--as-of"} <= used
    missing = used - known["audit"]
    assert not missing, f"action.yml: {sorted(missing)}"

    hooks = yaml.safe_load(Path(".pre-commit-hooks.yaml").read_text(encoding="utf-8"))
    for hook in hooks:
        program, command, *_ = hook["entry"].split()
        assert program == "counterclaim" and hook["language"] == "rust" and not hook["pass_filenames"]
        re.compile(hook["files"])
        missing = flags_of([hook["entry"]]) - known[command]
        assert not missing, f"{hook['id']}: {sorted(missing)}"

    guide = Path("docs/ci.md").read_text(encoding="utf-8")
    lines = re.sub(r"\\\n|\n +(?=--)", " ", guide).splitlines()
    missing = flags_of(line for line in lines if "counterclaim audit" in line) - known["audit"]
    assert not missing, f"docs/ci.md: {sorted(missing)}"
    blocks = re.findall(r"```yaml\n(.*?)```", guide, flags=re.DOTALL)
    assert len(blocks) >= 3
    for block in blocks:
        read = yaml.safe_load(block)
        assert isinstance(read, dict), block
        for step in (step for job in read.get("jobs", {}).values() for step in job["steps"]):
            if "/counterclaim@" in step.get("uses", ""):
                assert set(step["with"]) <= set(action["inputs"]), step
    ids = set(re.findall(r"id: ([a-z-]+)", "".join(blocks)))
    assert {hook["id"] for hook in hooks} >= ids > set(), ids
    print(f"{len(shell)} steps, {len(hooks)} hooks and {len(blocks)} recipes use flags that there are")


def flags_of(texts):
    return {flag for text in texts for flag in re.findall(r"(?<![\w-])--[a-z][a-z-]*", text)}


if __name__ == "__main__":
    junit()
    graphs()
    for_users()
