"""What GitHub does by itself: workflows read as data, and their steps run in a checkout that stands in for the host."""

import os
import re
import shutil
import subprocess
import sys
import threading
import tomllib
from dataclasses import dataclass, replace
from datetime import datetime
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
import yaml

from weeknotes import __version__, scaffold, settings
from weeknotes.elsewhere import answers

ROOT = Path(__file__).parents[1]
OURS = ROOT / ".github/workflows"
STARTER = ROOT / "weeknotes/starter/site/github/workflows"
ALL = sorted([*OURS.glob("*.yml"), *STARTER.glob("*.yml")])
BASE = "https://reach.invalid/notes"  # nobody answers there: the site is published for the first time
ARTIFACT = "https://github.com/reach/notes/actions/runs/1/artifacts/2"
WHO = {f"GIT_{role}_{what}": "ada@example.org" for role in ("AUTHOR", "COMMITTER") for what in ("NAME", "EMAIL")}
GOOD = "---\nteam: our-team\ndate: 2026-07-10\n---\nWe mended the bells.\n"
DRAFT = "---\nteam: our-team\ndate: 2026-07-17\nstate: draft\n---\nHalf a thought.\n"
BAD = "---\nteam: our-team\ndate: 31/06/2026\n---\nWe mended the bells.\n"


def read(path: Path) -> dict:
    # YAML 1.1 reads the word "on" as true.
    return yaml.load(path.read_text(encoding="utf-8"), yaml.BaseLoader)


def steps_of(workflow: dict) -> list[dict]:
    return [step for job in workflow["jobs"].values() for step in job["steps"]]


# The host


@dataclass(frozen=True)
class Run:
    """What became of a job: its steps with their ends, what they printed, the summary and what was uploaded."""

    ends: dict[str, str]
    printed: str
    summary: str
    uploads: dict[str, Path]

    @property
    def passed(self) -> bool:
        return "failure" not in self.ends.values()


@dataclass(frozen=True)
class Host:
    """A checkout, and a room for the tools on the path, the summary and what earlier runs left in the cache."""

    checkout: Path
    room: Path
    base: str = BASE

    def run(self, job: dict) -> Run:
        """The steps of `job` in order, as the host runs them."""
        ends, printed, uploads, outputs = {}, "", {}, {"runner.temp": str(self.room)}
        for step in job["steps"]:
            name = step.get("name") or step.get("run") or step["uses"].partition("@")[0]
            if not wanted(step.get("if", "${{ success() }}"), ends):
                ends[name] = "skipped"
            elif "uses" in step:
                ends[step.get("id", name)] = "success" if self.use(step, outputs, uploads) else "failure"
            else:
                done = self.type(step["run"], filled(step.get("env", {}), outputs))
                printed += done.stdout + done.stderr
                ends[name] = "failure" if done.returncode else "success"
        summary = self.room / "summary.md"
        return Run(ends, printed, summary.read_text(encoding="utf-8") if summary.exists() else "", uploads)

    def type(self, command: str, given: dict[str, str]) -> subprocess.CompletedProcess[str]:
        """The end of a `run` step, in the shell that the host takes where none is named."""
        own = {
            "PATH": f"{self.tools()}:{os.environ['PATH']}",
            "PYTHONPATH": str(ROOT),
            "RUNNER_TEMP": str(self.room),
            "GITHUB_STEP_SUMMARY": str(self.room / "summary.md"),
            "INSTALLED": str(self.room / "installed"),
        }
        script = self.room / "step.sh"
        script.write_text(command)
        environment = {**os.environ, **WHO, **own, **given}
        words = ["bash", "-e", script]
        return subprocess.run(words, cwd=self.checkout, env=environment, capture_output=True, text=True)

    def tools(self) -> Path:
        """What is installed from the package index on GitHub is the program under test here."""
        folder = self.room / "tools"
        folder.mkdir(exist_ok=True)
        commands = {"pip": 'echo "$@" >> "$INSTALLED"', "weeknotes": f'exec {sys.executable} -m weeknotes "$@"'}
        for name, line in commands.items():
            (folder / name).write_text(f"#!/bin/sh\n{line}\n")
            (folder / name).chmod(0o755)
        return folder

    def use(self, step: dict, outputs: dict[str, str], uploads: dict[str, Path]) -> bool:
        """What an action does here; whether it ends well."""
        action, given = step["uses"].partition("@")[0], filled(step.get("with", {}), outputs)
        if action == "actions/configure-pages":
            # It asks the host where the site is, and the host says that there is none where Pages is off.
            outputs[f"steps.{step['id']}.outputs.base_url"] = self.base
            return bool(self.base)
        if action in ("actions/upload-artifact", "actions/upload-pages-artifact"):
            uploads[given.get("name", "github-pages")] = self.checkout / given["path"]
            outputs[f"steps.{step.get('id')}.outputs.artifact-url"] = ARTIFACT
        elif action.startswith("actions/cache") and (self.room / "cache").exists():
            shutil.copytree(self.room / "cache", self.checkout / given["path"])
        else:
            assert action in ("actions/checkout", "actions/setup-python", "actions/cache", "actions/cache/restore")
        return True


def wanted(condition: str, ends: dict[str, str]) -> bool:
    """Whether a step under this condition is taken after others with these ends (nothing is cancelled here)."""
    failed = "failure" in ends.values()
    words = {"success()": not failed, "failure()": failed, "!cancelled()": True}
    for step, end in re.findall(r"steps\.(\w+)\.outcome == '(\w+)'", condition):
        words[f"steps.{step}.outcome == '{end}'"] = ends.get(step) == end
    return all(words[each.strip()] for each in condition.removeprefix("${{").removesuffix("}}").split("&&"))


def filled(given: dict[str, str], outputs: dict[str, str]) -> dict[str, str]:
    known = {"github.sha": "0" * 40, "github.run_id": "1", **outputs}
    return {name: re.sub(r"\$\{\{ (.+?) \}\}", lambda found: known[found[1]], text) for name, text in given.items()}


def git(folder: Path, *words: str) -> str:
    environment, command = {**os.environ, **WHO}, ["git", *words]
    return subprocess.run(command, cwd=folder, env=environment, check=True, capture_output=True, text=True).stdout


def new_host(room: Path) -> Host:
    """A new site in its repository, as `init` makes it and its owner commits it."""
    scaffold.init(room / "checkout", "Open Reach", "reach/notes")
    git(room / "checkout", "init", "--quiet", "--initial-branch", "main")
    commit(room / "checkout", {})
    return Host(room / "checkout", room)


def commit(checkout: Path, texts: dict[str, str]) -> None:
    for name, text in texts.items():
        path = checkout / "content/weeknotes/2026" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    git(checkout, "add", "--all")
    git(checkout, "commit", "--quiet", "--message", "A change")


def propose(host: Host, texts: dict[str, str]) -> Run:
    """A pull request with these files, and what else was changed, checked as GitHub does: merged, but not into main."""
    git(host.checkout, "switch", "--quiet", "--create", "change")
    commit(host.checkout, texts)
    git(host.checkout, "switch", "--quiet", "--detach", "main")
    git(host.checkout, "merge", "--quiet", "--no-ff", "change")
    return host.run(read(host.checkout / ".github/workflows/check.yml")["jobs"]["check"])


def publish(host: Host) -> Run:
    return host.run(read(host.checkout / ".github/workflows/publish.yml")["jobs"]["build"])


def output(folder: Path) -> dict[str, bytes]:
    return {each.relative_to(folder).as_posix(): each.read_bytes() for each in folder.rglob("*") if each.is_file()}


@pytest.fixture(scope="module")
def good(tmp_path_factory):
    """The check of a good note and a draft."""
    host = new_host(tmp_path_factory.mktemp("good"))
    return propose(host, {"2026-w28-our-team.md": GOOD, "2026-w29-our-team.md": DRAFT})


@pytest.fixture(scope="module")
def bad(tmp_path_factory):
    """The check of a note with a fault."""
    return propose(new_host(tmp_path_factory.mktemp("bad")), {"2026-w27-our-team.md": BAD})


# What the workflows may do


@pytest.mark.parametrize("path", ALL, ids=lambda path: path.relative_to(ROOT).as_posix())
class TestEveryWorkflow:
    def test_takes_every_action_at_a_commit_that_nobody_can_move(self, path):
        used = re.findall(r"uses: (.+)", path.read_text(encoding="utf-8"))
        assert [each for each in used if not re.fullmatch(r"actions/[\w/-]+@[0-9a-f]{40} # v\d+\.\d+\.\d+", each)] == []

    def test_gives_no_secret_and_no_right_to_write_to_what_others_propose(self, path):
        text = path.read_text(encoding="utf-8")
        assert "pull_request_target" not in text
        assert "secrets." not in text
        assert not re.search(r"contents: write|write-all", text)

    def test_leaves_no_key_behind_in_the_checkout(self, path):
        checkouts = [step for step in steps_of(read(path)) if step.get("uses", "").startswith("actions/checkout@")]
        assert all(step["with"]["persist-credentials"] == "false" for step in checkouts)

    def test_puts_no_words_of_others_into_a_command(self, path):
        assert not [step for step in steps_of(read(path)) if "${{" in step.get("run", "")]

    def test_ends_by_itself(self, path):
        assert all(int(job["timeout-minutes"]) <= 30 for job in read(path)["jobs"].values())


@pytest.mark.parametrize("name", ["check.yml", "publish.yml", "links.yml"])
def test_this_repository_uses_what_it_gives_to_others(name):
    given = (STARTER / name).read_text(encoding="utf-8").replace("pip install weeknotes==§version", "pip install .")
    assert (OURS / name).read_text(encoding="utf-8") == given


def test_a_check_may_only_read():
    workflow = read(STARTER / "check.yml")
    assert (workflow["on"], workflow["permissions"]) == ({"pull_request": ""}, {"contents": "read"})
    assert "permissions" not in workflow["jobs"]["check"]
    assert workflow["concurrency"]["cancel-in-progress"] == "true"


def test_a_publication_may_do_no_more_than_it_must():
    workflow = read(STARTER / "publish.yml")
    assert workflow["permissions"] == {}
    assert {name: job["permissions"] for name, job in workflow["jobs"].items()} == {
        "build": {"contents": "read", "pages": "read"},
        "deploy": {"pages": "write", "id-token": "write"},
    }


def test_only_the_main_branch_is_published_once_all_is_built():
    workflow = read(STARTER / "publish.yml")
    assert workflow["on"].keys() == {"push", "schedule", "workflow_dispatch"}
    assert workflow["on"]["push"] == {"branches": ["main"]}
    assert workflow["jobs"]["build"]["if"] == "github.ref == 'refs/heads/main'"
    assert workflow["jobs"]["deploy"]["needs"] == "build"


def test_publications_wait_for_each_other():
    assert read(STARTER / "publish.yml")["concurrency"] == {"group": "pages", "cancel-in-progress": "false"}


@pytest.mark.parametrize("day", ["2026-01-15", "2026-07-15"])
def test_the_site_is_built_at_the_same_time_of_the_morning_in_summer_and_winter(day):
    times = [each["cron"].split()[1::-1] for each in read(STARTER / "publish.yml")["on"]["schedule"]]
    moments = [datetime.fromisoformat(f"{day}T{int(hour):02}:{minute}:00+00:00") for hour, minute in times]
    assert "05:17" in [f"{each.astimezone(ZoneInfo('Europe/London')):%H:%M}" for each in moments]


def test_the_settings_of_a_new_site_know_when_it_is_built(tmp_path):
    scaffold.init(tmp_path)
    config, _ = settings.parse((tmp_path / "config.toml").read_text(encoding="utf-8"))
    crons = {each["cron"] for each in read(tmp_path / ".github/workflows/publish.yml")["on"]["schedule"]}
    assert {f"{each.minute} {each.hour} * * *" for each in config.publication.timed_builds} == crons


# A pull request


def test_a_good_change_passes(good):
    assert good.passed, good.printed
    assert "skipped" not in good.ends.values()


def test_the_summary_says_what_will_be_published_and_what_waits(good):
    first = good.summary.partition("## What changes")[0]
    assert re.search(r"2026-w28-our-team\.md.*/weeknotes/2026/w28/our-team/", first)
    assert re.search(r"2026-w29-our-team\.md.*draft", first)


def test_the_summary_says_what_changes_on_the_site(good):
    changes = good.summary.partition("## What changes")[2]
    assert "/weeknotes/2026/w28/our-team/" in changes
    assert "w29" not in changes


def test_the_preview_shows_drafts_and_marks_them(good):
    page = (good.uploads["preview"] / "weeknotes/2026/w29/our-team/index.html").read_text(encoding="utf-8")
    assert "Half a thought." in page
    assert "Draft" in page
    assert ARTIFACT in good.summary


def test_nothing_but_the_preview_leaves_the_check(good):
    assert list(good.uploads) == ["preview"]


def test_the_version_that_made_the_site_checks_it(tmp_path):
    host = new_host(tmp_path)
    publish(host)
    assert (tmp_path / "installed").read_text() == f"install weeknotes=={__version__}\n"


def test_a_fault_is_shown_at_its_line_and_nothing_is_uploaded(bad):
    assert not bad.passed
    assert re.search(r"^::error file=content/weeknotes/2026/2026-w27-our-team\.md,line=3,", bad.printed, re.M)
    assert bad.uploads == {}


def test_the_faults_of_the_changed_files_are_shown_before_older_ones(tmp_path):
    host = new_host(tmp_path)
    unsure = GOOD.replace("date: 2026-07-10", "title: Bells: all of them")
    commit(host.checkout, {f"2026-03-{day:02}.md": unsure for day in range(1, 12)})
    run = propose(host, {"2026-03-31.md": unsure})
    assert run.passed, run.printed
    told = re.findall(r"^::notice file=content/weeknotes/2026/(2026-03-\d\d\.md),line=3", run.printed, re.M)
    assert (len(told), told[0]) == (12, "2026-03-31.md")


def test_the_summary_of_a_fault_says_what_to_write(bad):
    assert "31/06/2026" in bad.summary
    assert "2026-06-30" in bad.summary
    assert "Traceback" not in bad.summary + bad.printed


def test_an_address_that_would_be_lost_is_told_and_the_change_can_still_be_made(tmp_path):
    host = new_host(tmp_path)
    commit(host.checkout, {"2026-w28-our-team.md": GOOD})
    (host.checkout / "content/weeknotes/2026/2026-w28-our-team.md").rename(host.checkout / "content/pages/bells.md")
    run = propose(host, {})
    assert run.passed, run.printed
    assert "::warning title=Something is lost::" in run.printed
    assert "/weeknotes/2026/w28/our-team/" in run.summary.partition("## What changes")[2]


def test_a_fault_in_what_is_published_already_does_not_hide_what_changes_to_the_good(tmp_path):
    host = new_host(tmp_path)
    commit(host.checkout, {"2026-w27-our-team.md": BAD})
    run = propose(host, {"2026-w27-our-team.md": BAD.replace("31/06", "03/07")})
    assert run.passed, run.printed
    assert "What changes cannot be told" in run.summary
    assert "preview" in run.uploads


# A publication


def test_a_publication_uploads_the_whole_site(tmp_path):
    host = new_host(tmp_path)
    commit(host.checkout, {"2026-w28-our-team.md": GOOD, "2026-w29-our-team.md": DRAFT})
    run = publish(host)
    assert run.passed, run.printed
    site = output(run.uploads["github-pages"])
    assert {"index.html", "feed.xml", "404.html", "site.json", "weeknotes/2026/w28/our-team/index.html"} <= site.keys()
    assert f"{BASE}/weeknotes/2026/w28/our-team/".encode() in site["feed.xml"]
    assert not [name for name, data in site.items() if b"Half a thought." in data]


def test_a_fault_on_the_main_branch_leaves_the_published_site_as_it_was(tmp_path):
    host = new_host(tmp_path)
    commit(host.checkout, {"2026-w28-our-team.md": GOOD, "2026-w27-our-team.md": BAD})
    run = publish(host)
    assert not run.passed
    assert run.uploads == {}
    assert "2026-w27-our-team.md" in run.summary


def test_where_pages_is_off_the_summary_says_how_it_is_switched_on_and_nothing_else(tmp_path):
    run = publish(replace(new_host(tmp_path), base=""))
    assert not run.passed
    assert run.uploads == {}
    assert run.ends["Build the site"] == run.ends["Tell what was published, and what was not"] == "skipped"
    assert run.summary.startswith("**Nothing is published yet")
    assert "set **Source** to **GitHub Actions**" in run.summary
    assert "a paid plan" in run.summary


def test_what_the_host_refuses_to_publish_is_told_with_what_to_look_at(tmp_path):
    host = new_host(tmp_path)
    *_, told = read(STARTER / "publish.yml")["jobs"]["deploy"]["steps"]
    assert wanted(told["if"], {"deployment": "failure"})
    assert not wanted(told["if"], {"deployment": "success"})
    assert host.type(told["run"], {}).returncode == 0
    assert "What was published before still stands." in (tmp_path / "summary.md").read_text(encoding="utf-8")


def test_what_was_remembered_changes_nothing_of_what_is_published(tmp_path):
    host = new_host(tmp_path)
    commit(host.checkout, {"2026-w28-our-team.md": GOOD})
    cold = output(publish(host).uploads["github-pages"])
    shutil.move(host.checkout / ".weeknotes", tmp_path / "cache")
    shutil.rmtree(host.checkout / "output")
    assert output(publish(host).uploads["github-pages"]) == cold


class Served(SimpleHTTPRequestHandler):
    def log_message(self, *told):
        pass


@pytest.fixture
def published(tmp_path):
    """A host whose site is served as it was published first, with one note and its author's slip."""
    host = new_host(tmp_path)
    commit(host.checkout, {"2026-w28-our-team.md": GOOD})
    shutil.copytree(publish(host).uploads["github-pages"], tmp_path / "served")
    with ThreadingHTTPServer(("127.0.0.1", 0), partial(Served, directory=str(tmp_path / "served"))) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield replace(host, base=f"http://127.0.0.1:{server.server_port}")
        server.shutdown()


def test_an_address_that_would_be_lost_stops_the_publication_and_the_summary_names_it(published):
    (published.checkout / "content/weeknotes/2026/2026-w28-our-team.md").unlink()
    (published.room / "summary.md").unlink()
    run = publish(published)
    assert not run.passed
    assert run.uploads == {}
    assert "redirect_from: /weeknotes/2026/w28/our-team/" in run.summary


def test_a_note_that_was_renamed_is_found_at_its_old_address(published):
    folder = published.checkout / "content/weeknotes/2026"
    (folder / "2026-w28-our-team.md").rename(folder / "2026-w29-our-team.md")
    (folder / "2026-w29-our-team.md").write_text(GOOD.replace("2026-07-10", "2026-07-17"))
    run = publish(published)
    assert run.passed, run.printed
    old = run.uploads["github-pages"] / "weeknotes/2026/w28/our-team/index.html"
    assert 'url=../../w29/our-team/"' in old.read_text(encoding="utf-8")


def test_folders_with_a_dot_are_uploaded_too():
    (upload,) = [step for step in steps_of(read(STARTER / "publish.yml")) if "upload-pages-artifact" in str(step)]
    assert upload["with"] == {"path": "output", "include-hidden-files": "true"}


# Other sites


def test_a_look_at_other_sites_may_only_read_and_comes_by_itself_once_a_week():
    workflow = read(STARTER / "links.yml")
    assert workflow["permissions"] == {"contents": "read"}
    assert workflow["on"].keys() == {"schedule", "workflow_dispatch"}
    (when,) = [each["cron"].split() for each in workflow["on"]["schedule"]]
    assert when[2:] == ["*", "*", "1"]
    assert "permissions" not in workflow["jobs"]["links"]


def test_a_link_that_leads_nowhere_is_told_and_nothing_fails(tmp_path):
    host = new_host(tmp_path)
    commit(host.checkout, {"2026-w28-our-team.md": f"{GOOD}[Our map](http://127.0.0.1:9/map)\n"})
    run = host.run(read(host.checkout / ".github/workflows/links.yml")["jobs"]["links"])
    assert run.passed, run.printed
    assert "::warning file=content/weeknotes/2026/2026-w28-our-team.md,line=6,title=Link to another site" in run.printed
    assert run.summary.startswith("## Links to other sites\n")
    assert "127.0.0.1 can be reached from inside of a network alone" in run.summary


def test_answers_of_hosts_are_kept_apart_from_what_builds_remember():
    steps = steps_of(read(STARTER / "links.yml"))
    (kept,) = [step["with"] for step in steps if step.get("uses", "").startswith("actions/cache@")]
    assert kept["path"] == f".weeknotes/{answers.NAME}"
    # A new one each time: a cache is never written twice.
    assert kept == {**kept, "key": "links-${{ github.run_id }}", "restore-keys": "links-"}


# Other hosts


def elsewhere() -> dict[str, tuple[str, str]]:
    """What docs/hosting.md gives to other hosts: commands, and the folder that is published."""
    guide = (ROOT / "docs/hosting.md").read_text(encoding="utf-8")
    blocks = dict(re.findall(r"^```(yaml|toml)\n(.*?)^```", guide, re.M | re.S))
    lab, netlify = yaml.safe_load(blocks["yaml"]), tomllib.loads(blocks["toml"])
    install = "\n".join(lab[".weeknotes"]["before_script"])
    cells = dict(re.findall(r"^\| (Build [\w ]+) \| `(.+)` \|$", guide, re.M))
    return {
        "gitlab": ("\n".join([install, *lab["pages"]["script"]]), lab["pages"]["artifacts"]["paths"][0]),
        "gitlab preview": ("\n".join([install, *lab["check"]["script"]]), lab["check"]["artifacts"]["paths"][0]),
        "netlify": (netlify["build"]["command"], netlify["build"]["publish"]),
        "netlify preview": (netlify["context"]["deploy-preview"]["command"], netlify["build"]["publish"]),
        "cloudflare": (cells["Build command"], cells["Build output directory"]),
    }


@pytest.mark.parametrize("name", ["gitlab", "gitlab preview", "netlify", "netlify preview", "cloudflare"])
def test_what_the_guide_gives_to_other_hosts_builds_the_site(tmp_path, name):
    command, folder = elsewhere()[name]
    given = {"CI_PAGES_URL": BASE, "DEPLOY_PRIME_URL": BASE}
    host = new_host(tmp_path)
    commit(host.checkout, {"2026-w29-our-team.md": DRAFT})
    done = host.type(command, given)
    assert done.returncode == 0, done.stdout + done.stderr
    site = output(tmp_path / "checkout" / folder)
    assert {"index.html", "feed.xml", "404.html"} <= site.keys()
    assert ("weeknotes/2026/w29/our-team/index.html" in site) is name.endswith("preview")
    assert (tmp_path / "installed").read_text() == f"install weeknotes=={__version__}\n"
