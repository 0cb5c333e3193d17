"""One keymap for all views: which action a key means where. Pure; nothing here knows a screen."""

import unicodedata
from collections.abc import Iterator, Mapping, Sequence

import msgspec

EVERYWHERE = "everywhere"
LIST = "list"


_NAMED = 4


class Action(msgspec.Struct, frozen=True):
    """Something a person can do with one key."""

    id: str
    keys: tuple[str, ...]
    title: str
    where: str = EVERYWHERE
    """The context in which its keys mean it: `everywhere`, `list`, or a view's name."""


def _action(id: str, keys: str, title: str, where: str = EVERYWHERE) -> Action:
    return Action(id, tuple(keys.split()), title, where)


ACTIONS: tuple[Action, ...] = (
    _action("go_home", "H", "home: what to do today"),
    _action("go_queue", "Q", "queue of calls"),
    _action("go_evaluations", "E", "evaluations by people: to publish, disputed, yours"),
    _action("go_team", "R", "team: how everybody stands"),
    _action("go_places", "L", "places: the tree of them, and who works where"),
    _action("go_coaching", "C", "coaching: what was agreed, and whether it helped"),
    _action("go_workbench", "W", "workbench: try a changed rule on all calls"),
    _action("go_scripts", "S", "scripts: what the front line says, and whether it does"),
    _action("prompt", "t", "teleprompter: read the script of this call, or this script"),
    _action("go_audits", "A", "audits: mystery visits, stage by stage"),
    _action("go_certs", "T", "certification: who may do what, until when"),
    _action("command", ":", "command line"),
    _action("palette", "ctrl+p", "palette: find any action"),
    _action("find", "/", "filter the list, or search the transcript"),
    _action("help", "? f1", "keys of this view, searchable"),
    _action("back", "q backspace escape", "back"),
    _action("quit", "ctrl+q", "quit"),
    _action("undo", "u ctrl+z", "take back the last change"),
    _action("redo", "U ctrl+y", "do it again"),
    _action("refresh", "r", "read the desk again"),
    _action("repaint", "ctrl+l", "paint the screen again"),
    _action("edit", "e", "open in $EDITOR; in review, the rule behind the answer"),
    _action("yank", "y", "copy the quote"),
    _action("yank_link", "Y", "copy a link to this place"),
    _action("next_pane", "tab", "next pane"),
    _action("previous_pane", "shift+tab", "previous pane"),
    _action("zoom", "z", "one pane on the whole screen"),
    _action("down", "j down", "down", LIST),
    _action("up", "k up", "up", LIST),
    _action("page_down", "ctrl+d pagedown", "a page down", LIST),
    _action("page_up", "ctrl+u pageup", "a page up", LIST),
    _action("top", "g home", "first row", LIST),
    _action("bottom", "G end", "last row, or the row of the number typed before", LIST),
    _action("percent", "%", "to the share of the list typed before, such as 50%", LIST),
    _action("left", "h left", "left", LIST),
    _action("right", "l right", "right", LIST),
    _action("open", "enter", "open", LIST),
    *(_action(f"task_{n}", str(n), f"the work beside {n}", "home") for n in range(1, 10)),
    _action("select", "space", "select the row", "queue"),
    _action("select_range", "V", "select from here to there", "queue"),
    _action("invert", "*", "select the others instead", "queue"),
    _action("sort", "s f2", "sort by", "queue"),
    _action("views", "v", "saved views on 1 to 9", "queue"),
    _action("assign", "a", "assign the selected calls", "queue"),
    _action("screen", "X", "score calls not yet scored", "queue"),
    _action("answer_pass", "1 p", "PASS", "review"),
    _action("answer_fail", "2 f", "FAIL", "review"),
    _action("answer_na", "3 x", "N/A", "review"),
    _action("answer_unknown", "4 w", "UNKNOWN", "review"),
    _action("answer_engine", "0", "back to the automatic answer", "review"),
    _action("answer_words", "o", "answer in words, with a reason", "review"),
    _action("note", "m", "note on this answer", "review"),
    _action("repeat", ".", "the last answer and note again", "review"),
    _action("next_evidence", "n", "next evidence", "review"),
    _action("previous_evidence", "N", "evidence before", "review"),
    _action("next_call", "] ctrl+n", "next call of the list", "review"),
    _action("previous_call", "[", "call before", "review"),
    _action("next_open", "}", "next unanswered or unknown", "review"),
    _action("previous_open", "{", "unanswered or unknown before", "review"),
    _action("next_fail", ")", "next fail", "review"),
    _action("previous_fail", "(", "fail before", "review"),
    _action("swap_speakers", "~", "agent and customer change places", "review"),
    _action("scorecard", "s", "another scorecard about this call", "review"),
    _action("hand_on", "> ctrl+s", "hand on: submit, publish, acknowledge", "review"),
    _action("hand_back", "<", "hand back to the scorer", "review"),
    _action("dispute", "d", "object to this answer", "review"),
    _action("decide", "D", "decide the dispute", "review"),
    _action("retract", "ctrl+r", "retract the evaluation", "review"),
    _action("raise_action", "a", "coach the agent on what failed here", "review"),
    _action("evaluation_on", "> ctrl+s", "hand on: submit, publish, acknowledge", "evaluations"),
    _action("evaluation_back", "<", "hand back to the scorer", "evaluations"),
    _action("evaluation_retract", "ctrl+r", "retract the evaluation", "evaluations"),
    _action(
        "coaching_on", "> ctrl+s", "the next step: agree, start, claim, verify; settle", "coaching"
    ),
    _action("coaching_back", "<", "the step back: decline, or say it had no effect", "coaching"),
    _action("coaching_note", "m", "a further session, with what was practised", "coaching"),
    _action("coaching_close", "x", "end it unverified: too few calls can show it", "coaching"),
    _action("coaching_cancel", "X", "cancel it with a reason; end a waiver", "coaching"),
    _action("coaching_waive", "w", "excuse this finding until a day, with a reason", "coaching"),
    _action("coaching_sheet", "s", "write the sheet for the talk, to print", "coaching"),
    _action("coaching_whose", "v", "whose: all, waiting for me, mine, my team", "coaching"),
    _action("coaching_propose", "p", "let the policies look, and propose", "coaching"),
    _action("coaching_effect", "f", "whether coaching helped", "coaching"),
    _action("action_evidence", "n", "next call behind it", "action"),
    _action("next_action", "] ctrl+n", "next action of the board", "action"),
    _action("previous_action", "[", "action before", "action"),
    _action("write_proposals", "> ctrl+s", "propose them: write what stands here", "proposals"),
    _action("effect_whose", "v", "of one coach, one policy, or everybody", "effect"),
    _action(
        "visit_on", "> ctrl+s", "hand on: assign, begin, hand in, take, accept, release", "audits"
    ),
    _action("visit_back", "<", "hand back: return or reject, refuse an objection", "audits"),
    _action("visit_assign", "a", "give the visit to a shopper", "audits"),
    _action("visit_object", "d", "appeal against this answer, object to a rejection", "audits"),
    _action("visit_decide", "D", "decide an appeal, or an objection", "audits"),
    _action("visit_hold", "K", "hold an accepted report", "audits"),
    _action("visit_exclude", "ctrl+r", "exclude the visit from every figure", "audits"),
    _action("visit_cancel", "X", "cancel a visit that was not made", "audits"),
    _action("plan_visits", "P +", "plan visits: draw them by a seed", "audits"),
    _action("visit_results", "v", "results: scores, lines, places, shoppers", "audits"),
    *(_action(f"visit_{n}", str(n), f"the answer beside {n}", "visit") for n in range(1, 10)),
    _action("visit_pass", "p", "PASS", "visit"),
    _action("visit_fail", "f", "FAIL", "visit"),
    _action("visit_na", "x", "N/A", "visit"),
    _action("visit_unknown", "w", "UNKNOWN", "visit"),
    _action("visit_engine", "0", "back to what the rules heard, or to no answer", "visit"),
    _action("visit_words", "o", "type the answer: words, a number, a time", "visit"),
    _action("visit_note", "m", "note on this answer", "visit"),
    _action("visit_repeat", ".", "the last answer and note again", "visit"),
    _action("visit_proof", "@", "attach proof, a transcript, or a call", "visit"),
    _action("visit_next_open", "}", "next question that lacks something", "visit"),
    _action("visit_previous_open", "{", "question before that lacks something", "visit"),
    _action("visit_next", "] ctrl+n", "next visit of the list", "visit"),
    _action("visit_previous", "[", "visit before", "visit"),
    _action("visit_briefing", "b", "briefing: what the visit is about, what was done", "visit"),
    _action("certs_on", "> ctrl+s", "hand on: assess, then give; your own: its exam", "certs"),
    _action("certs_back", "<", "hand back: what was assessed is not given", "certs"),
    _action("certs_enrol", "+", "enrol somebody, or begin anew", "certs"),
    _action("certs_revoke", "ctrl+r", "revoke: one proposes, a second confirms", "certs"),
    _action("certs_object", "d", "appeal against a revocation", "certs"),
    _action("certs_decide", "D", "decide a proposal to revoke, or an appeal", "certs"),
    _action("certs_expiring", "x", "only what ends within 60, 30, 7 days", "certs"),
    _action("certs_cohorts", "v", "results: how long training takes, what questions tell", "certs"),
    _action("certs_play", "p", "role-play: answer its form about this person", "certs"),
    *(_action(f"play_{n}", str(n), f"the answer beside {n}", "role_play") for n in range(1, 10)),
    _action("play_pass", "p", "PASS", "role_play"),
    _action("play_fail", "f", "FAIL", "role_play"),
    _action("play_na", "x", "N/A", "role_play"),
    _action("play_unknown", "w", "UNKNOWN", "role_play"),
    _action("play_none", "0", "back to no answer", "role_play"),
    _action("play_words", "o", "type the answer, with a reason", "role_play"),
    _action("play_note", "m", "note on this answer", "role_play"),
    _action("play_repeat", ".", "the last answer and note again", "role_play"),
    _action("play_next_open", "}", "next question that lacks something", "role_play"),
    _action("play_previous_open", "{", "question before that lacks something", "role_play"),
    _action("play_on", "> ctrl+s", "hand in: it is scored then", "role_play"),
    *(_action(f"exam_{n}", str(n), f"the option beside {n}", "exam") for n in range(1, 10)),
    _action("exam_choose", "space", "the option under the cursor", "exam"),
    _action("exam_next_open", "}", "next question without an answer", "exam"),
    _action("exam_previous_open", "{", "question before without an answer", "exam"),
    _action("exam_on", "> ctrl+s", "begin the exam; hand it in", "exam"),
    _action("next_flip", "} n", "next flip", "workbench"),
    _action("previous_flip", "{ N", "flip before", "workbench"),
    _action("rule_file", "s", "another rule file", "workbench"),
    _action("edit_line", "c", "change this line of the draft", "workbench"),
    _action("raise_versions", "+", "raise the version wherever publishing asks", "workbench"),
    _action("publish_rules", "P", "publish the draft, with a reason", "workbench"),
    _action("discard_draft", "X", "throw the draft of this file away", "workbench"),
    _action("roster_add", "+", "roster: somebody new; in the tree, a new place", "places"),
    _action("roster_change", "c", "roster: what is so from a day on, or was never so", "places"),
    _action("roster_leave", "X", "roster: this person's last day", "places"),
    _action("roster_strike", "ctrl+r", "roster: take out a spell that never was", "person"),
    _action("script_confirm", "a", "confirm that you have read it", "script"),
    _action("script_check", "c", "check: what is found wrong, at its lines", "script"),
    _action("script_difference", "d", "difference to what is published", "script"),
    _action("script_delivery", "v", "who has read it", "script"),
    _action("script_use", "x", "lines that nobody uses, and lines to adopt", "script"),
    _action("script_publish", "P", "publish it, with a reason", "script"),
    _action("script_sign", "s", "sign for the law tag of this line", "script"),
    _action("script_version", "V", "the library's text, or the published one", "script"),
    _action("script_next_found", "n", "next line that has the words", "script"),
    _action("script_previous_found", "N", "line before that has the words", "script"),
    _action("prompt_next", "space enter right", "next line", "teleprompter"),
    _action("prompt_back", "b left", "where one was before", "teleprompter"),
    _action("prompt_language", "l", "the next language", "teleprompter"),
    _action("prompt_why", "w", "why it is said", "teleprompter"),
    _action("fill_slot", "=", "fill the slots of this line by hand", "teleprompter"),
    *(
        _action(
            f"prompt_branch_{n}", key, f"the customer does what stands beside {key}", "teleprompter"
        )
        for n, key in enumerate("asdfg", start=1)
    ),
    *(
        _action(f"prompt_block_{n}", str(n), f"the answer beside {n}", "teleprompter")
        for n in range(1, 10)
    ),
    _action("person", "i", "the page of this agent"),
)
"""In the order in which help shows them."""

_TWINS = {"【": "[", "】": "]", "「": "[", "」": "]", "、": "/", "。": ".", "，": ",", "《": "<",
          "》": ">", "“": '"', "”": '"', "…": "."}  # fmt: skip
"""What a Chinese input method sends for a key; the rest is NFKC."""


def key_name(key: str, character: str | None) -> str:
    """The name under which the keymap has a key: the character itself, else such as `ctrl+d`."""
    if key == "ideographic_space":
        return "space"
    if character and character.isprintable() and not key.startswith(("ctrl+", "alt+")):
        plain = _TWINS.get(character) or unicodedata.normalize("NFKC", character)
        return "space" if plain == " " else plain
    return key


class Keymap:
    """Keys to actions, with what a person's configuration changed."""

    def __init__(
        self,
        changed: Mapping[str, Sequence[str]] | None = None,
        actions: Sequence[Action] = ACTIONS,
    ) -> None:
        changed = changed or {}
        self.actions = tuple(
            Action(each.id, tuple(changed.get(each.id, each.keys)), each.title, each.where)
            for each in actions
        )
        self._by_id = {each.id: each for each in self.actions}
        self._by_key = {
            (each.where, key): each for each in reversed(self.actions) for key in each.keys
        }

    def action(self, id: str) -> Action:
        """The action of this id."""
        return self._by_id[id]

    def meant(self, key: str, contexts: Sequence[str]) -> Action | None:
        """What the key means, the innermost context first; `everywhere` is last."""
        for context in (*contexts, EVERYWHERE):
            if found := self._by_key.get((context, key)):
                return found
        return None

    def meant_elsewhere(self, key: str) -> tuple[Action, ...]:
        """What the key means in other views, one action each, in the order of help."""
        return tuple(each for each in self.actions if key in each.keys)

    def elsewhere(self, contexts: Sequence[str]) -> Iterator[Action]:
        """Every action of other views; of those beside a digit none, for the digit says nothing."""
        near = {*contexts, EVERYWHERE, LIST}
        yield from (
            each for each in self.actions if each.where not in near and not each.id[-1].isdecimal()
        )

    def here(self, contexts: Sequence[str]) -> Iterator[Action]:
        """Every action of these contexts, the innermost context first."""
        for context in (*contexts, EVERYWHERE):
            yield from (each for each in self.actions if each.where == context)

    def key_of(self, id: str) -> str:
        """The first key of an action, as people write it."""
        keys = self._by_id[id].keys
        return written(keys[0]) if keys else "–"


def spoken(where: str) -> str:
    """A context as people say it."""
    return {LIST: "lists", "role_play": "a role-play"}.get(where, where)


def listing(contexts: Sequence[str]) -> str:
    """Contexts in words, few of them by name."""
    names = [spoken(each) for each in contexts]
    return ", ".join(names if len(names) <= _NAMED else (*names[:_NAMED], "…"))


def written(key: str) -> str:
    """A key as people write it."""
    return {"pagedown": "PgDn", "pageup": "PgUp", "escape": "Esc", "f1": "F1", "f2": "F2"}.get(
        key, key
    )


def clashes(keymap: Keymap) -> list[tuple[str, Action, Action]]:
    """Keys that mean two actions in one context: (key, the one that wins, the other)."""
    found = []
    for each in keymap.actions:
        for key in each.keys:
            wins = keymap.meant(key, (each.where,))
            if wins is not None and wins.id != each.id and wins.where == each.where:
                found.append((key, wins, each))
    return found
