"""A desk with as many calls as wanted, made quickly and the same each time.

Calls are short, drawn from lines in two languages, and judged by two scorecards. Each distinct talk
is screened once by the engine; its answers are kept under every call that has this talk, through
the store's own functions, so that `log verify` and `rescore --verify` hold.

    python -m benchmarks.desk_of FOLDER 1000000
"""

import random
import shutil
import sys
import time
from collections.abc import Iterator, Sequence
from datetime import UTC, datetime, timedelta
from itertools import islice
from pathlib import Path

import msgspec

from coachdesk.core.calls import Call, Speaker, Turn
from coachdesk.core.scorecards import Rulebook
from coachdesk.core.scored import Scored
from coachdesk.desk.folder import Acting, Desk
from coachdesk.desk.init import init_desk
from coachdesk.files.rulebook import load
from coachdesk.store import calls, evaluations, forms, queue_assign

NOW = datetime(2026, 11, 20, 9, 0, tzinfo=UTC)
BATCH = 4096
TALKS = 600
"""Distinct talks."""
AGENTS = 300
CAMPAIGNS = tuple(
    f"{name}-{year}" for year in (2025, 2026) for name in "spring autumn win-back".split()
)

_CARD = """\
scorecard: {id}
version: 1
title: {title}
language: {language}
scoring: {{method: sections, pass_mark: 70}}
applies_to: {{campaign: [{campaigns}]}}
signals:
{signals}
sections:
  - id: opening
    title: Opening
    weight: 1
    criteria:
{opening}
  - id: body
    title: Body
    weight: 2
    criteria:
{body}
"""
_LINES = {
    "en": (
        ("greets", "good morning, this is the bank calling", "good morning"),
        ("names-company", "I am calling from Larkfield", "from larkfield"),
        ("recording", "this call is recorded", "call is recorded"),
        ("asks-needs", "what matters most to you", "what matters most"),
        ("price", "the price is forty nine a month", "the price is"),
        ("consent", "do you agree to that", "do you agree"),
        ("cooling-off", "you can cancel within fourteen days", "cancel within"),
        ("thanks", "thank you for your time", "thank you for your time"),
    ),
    "zh": (
        ("greets", "您好，我是客户经理", "您好"),
        ("names-company", "我们是蓝田公司的", "蓝田公司"),
        ("recording", "本次通话会录音", "通话会录音"),
        ("asks-needs", "您最看重什么呢", "最看重什么"),
        ("price", "价格是每月四十九元", "价格是"),
        ("consent", "您同意吗", "您同意吗"),
        ("cooling-off", "十四天内可以取消", "十四天内"),
        ("thanks", "感谢您的时间", "感谢您的时间"),
    ),
}
_FILL = {
    "en": "well I see|could you wait for a moment|my sister told me about it|is it far from here|"
    "we moved last summer|it rained the whole week|let me find my glasses|no I don't think so|"
    "how much was it again|that sounds fair to me".split("|"),
    "zh": (
        "我想一想 请等一下 我姐姐说过 离这里远吗 我们去年搬家了 一直在下雨 多少钱来着 听起来不错"
    ).split(),
}
_FAMILY = "Price Okafor Mendes Walsh Nair Becker Singh Silva Moreau Novak".split()
_GIVEN = "Ana Ben Carla Derek Priya Tom Bo Rui Elise Ivan".split()
_SURNAMES, _NAMES = "王李张刘陈杨赵黄周吴", "伟娜敏静丽强磊军洋艳"


_INDEXES = "SELECT name, sql FROM sqlite_master WHERE type = 'index' AND tbl_name = 'queue'"


def make_desk(folder: Path, count: int, acting: Acting) -> Desk:
    """A new desk in the folder with so many calls, scored, a few of them assigned."""
    desk = init_desk(folder, acting, _settings())
    shutil.rmtree(desk.rules)
    (desk.rules / "scorecards").mkdir(parents=True)
    for language in _LINES:
        path = desk.rules / "scorecards" / f"sale-{language}.yaml"
        path.write_text(_card(language), encoding="utf-8")
    loaded = load(desk.rules)
    assert not loaded.has_errors, loaded.problems
    talks = list(_talks(desk, loaded.forms))
    stream = _calls(count, len(talks))
    with desk.opened(acting) as db:
        db.conn.execute("PRAGMA cache_size=-262144")
        # Nothing is lost that can't be made again, and indexes are sooner made at the end.
        db.conn.execute("PRAGMA synchronous=OFF")
        indexes = db.conn.execute(_INDEXES).fetchall()
        for name, _ in indexes:
            db.conn.execute(f"DROP INDEX {name}")
        bases = forms.put_in_force(
            db,
            [(form, loaded.texts_of(form.id)) for form in loaded.forms],
            desk.settings.assumptions,
            at=NOW,
            actor=acting.actor,
        )
        kept = 0
        while batch := list(islice(stream, BATCH)):
            drawn = [(_dressed(call, talks[talk][0]), talks[talk][1]) for call, talk in batch]
            calls.add(db, [(call, "calls.jsonl") for call, _ in drawn], at=NOW, actor="ana")
            asked = [(kept + at, call) for at, (call, _) in enumerate(drawn, start=1)]
            results = [_about(call, scored) for call, found in drawn for scored in found]
            evaluations.keep(db, asked, bases, results, at=NOW, actor="ana")
            kept += len(batch)
        for _, made in indexes:
            db.conn.execute(made)
        some = {number: "grace" if number % 2 else "hong" for number in range(1, count + 1, 50)}
        queue_assign.assign(db, some, at=NOW, actor=acting.actor)
    return desk


def _card(language: str) -> str:
    lines = _LINES[language]
    signals = [f'  {id.replace("-", "_")}: {{says: ["{phrase}"]}}' for id, _, phrase in lines]
    criteria = []
    for id, _, phrase in lines:
        critical = "        critical: call\n" if id == "recording" else ""
        criteria.append(
            f"      - id: {id}\n        ask: Was it said ({phrase})?\n        points: 5\n{critical}"
            f"        pass_when: {id.replace('-', '_')}"
        )
    return _CARD.format(
        id=f"sale-{language}",
        title=f"Sale {language}",
        language=language,
        campaigns=", ".join(CAMPAIGNS),
        signals="\n".join(signals),
        opening="\n".join(criteria[:3]),
        body="\n".join(criteria[3:]),
    )


def _settings() -> str:
    people = [f'  - {{id: a{at}, name: "{_agent(at)}", team: {_team(at)}}}' for at in range(AGENTS)]
    people.append("  - {id: grace, name: Grace Lindqvist, role: supervisor, team: North}")
    people.append("  - {id: hong, name: 洪伟, role: supervisor, team: South}")
    return "name: Bench\ntime_zone: Europe/Lisbon\npeople:\n" + "\n".join(people) + "\n"


def _team(at: int) -> str:
    return ("North", "South", "East", "West")[at % 4]


def _agent(at: int) -> str:
    if at % 2:
        given = _NAMES[at // 20 % 10] + (_NAMES[at // 2 % 10] if at % 3 else "")
        return f"{_SURNAMES[at // 2 % 10]}{given}{'' if at < 200 else at}"
    return f"{_GIVEN[at // 2 % 10]} {_FAMILY[at // 20 % 10]} {at}"


def _talks(desk: Desk, all_forms: Sequence[object]) -> Iterator[tuple[Call, list[Scored]]]:
    rulebook = Rulebook(all_forms, desk.settings.assumptions)  # type: ignore[arg-type]
    draw = random.Random(7)
    made = [_talk(draw, "zh" if at % 3 == 0 else "en") for at in range(TALKS)]
    for call in made:
        yield call, list(rulebook.screen([call]))


def _talk(draw: random.Random, language: str) -> Call:
    said = [line for _, line, _ in _LINES[language] if draw.random() < 0.85]
    texts: list[tuple[Speaker, str]] = []
    for line in said:
        texts.append((Speaker.AGENT, line))
        if draw.random() < 0.7:
            texts.append((Speaker.CUSTOMER, draw.choice(_FILL[language])))
    # Verdicts hang on how much of a call was transcribed, so its length belongs to the talk.
    pace = draw.randrange(1_500, 90_000)
    turns = tuple(
        Turn(index=at, speaker=who, text=text, start_ms=at * pace, end_ms=(at + 1) * pace - 200)
        for at, (who, text) in enumerate(texts)
    )
    length = len(texts) * pace if draw.random() > 0.01 else None
    unsure = draw.random() < 0.1
    return Call(
        id="talk",
        turns=turns,
        source_format="jsonl",
        duration_ms=length,
        language=language,
        campaign=draw.choice(CAMPAIGNS),
        role_confidence=0.5 if unsure else 1.0,
    )


def _calls(count: int, talks: int) -> Iterator[tuple[Call, int]]:
    draw = random.Random(11)
    for number in range(1, count + 1):
        dated = draw.random() > 0.01
        started = NOW - timedelta(seconds=draw.randrange(365 * 86400))
        yield (
            Call(
                id=f"C{number:07d}",
                turns=(),
                started_at=started if dated else None,
                agent=_agent(draw.randrange(AGENTS)),
            ),
            draw.randrange(talks),
        )


def _dressed(call: Call, talk: Call) -> Call:
    return msgspec.structs.replace(talk, id=call.id, started_at=call.started_at, agent=call.agent)


def _about(call: Call, scored: Scored) -> Scored:
    evaluation = msgspec.structs.replace(scored.evaluation, call=call.id)
    return msgspec.structs.replace(scored, call=call, evaluation=evaluation)


def main() -> None:
    folder, count = Path(sys.argv[1]), int(sys.argv[2])
    begin = time.perf_counter()
    desk = make_desk(folder, count, Acting(actor="ana", clock=lambda: NOW))
    size = desk.database.stat().st_size / 1e6
    print(f"{count} calls in {time.perf_counter() - begin:.0f} s, {size:.0f} MB")


if __name__ == "__main__":
    main()
