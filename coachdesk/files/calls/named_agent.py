"""The agent's name, where the role map names a speaker as the agent and the file names nobody."""

import re

import msgspec

from coachdesk.core.calls import Call, Speaker
from coachdesk.files.calls.reading import Roles

_WORD = re.compile(r"[^\W\d_]+")
_NO_NAMES = frozenset(
    "agent representative rep advisor operator seller customer client caller callee speaker spk"
    " spkr channel chan ch participant party user person other unknown left right"
    " 坐席 座席 客服 客户 顾客 说话人 发言人".split()
)
"""Words of labels that count or place a speaker, such as `SPEAKER_00`, rather than name one."""


def with_agent_named(call: Call, roles: Roles) -> Call:
    """The call, with the label of its only agent as the agent's name where that is a name.

    Only where somebody said that this label is the agent: neither `*` nor the file's own word for
    the part names a person.
    """
    if call.agent is not None or not roles.by_label:
        return call
    labels = {turn.label for turn in call.turns if turn.speaker is Speaker.AGENT and turn.label}
    if len(labels) != 1:
        return call
    (label,) = labels
    stated = roles.by_label.get(label.casefold()) is Speaker.AGENT
    if not stated or not _is_name(label):
        return call
    return msgspec.structs.replace(call, agent=label)


def _is_name(label: str) -> bool:
    words = _WORD.findall(label.casefold())
    return any(len(word) > 1 and word not in _NO_NAMES for word in words)
