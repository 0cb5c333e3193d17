"""What can be asked for, with the words in which a refusal speaks of it."""

from collections.abc import Mapping
from enum import StrEnum


class Action(StrEnum):
    """One thing that somebody may or may not do.

    The steps of an evaluation's life have the values of `core.reviews.Step`.
    """

    READ_TRANSCRIPT = "read transcript"
    READ_EVALUATION = "read evaluation"
    READ_PERSON = "read person"
    """A person's figures over many calls."""
    READ_TEAM = "read team"
    """A team's figures; about no team: those of the whole desk."""
    LIST_CALLS = "list calls"
    """Lists of calls and evaluations, narrowed to what the person may see; no words of calls."""
    SEARCH_WORDS = "search words"
    """Find calls by what was said in them, narrowed in the same way."""
    READ_LOG = "read log"
    """Read and check the event log, and check stored scores."""

    IMPORT = "import"
    SCREEN = "screen"
    EXPORT = "export"
    ASSIGN = "assign"
    SWAP_SPEAKERS = "swap speakers"
    TRY_RULES = "try rules"
    """See what the rules, or a draft of them, say about all calls."""
    PUBLISH_RULES = "publish rules"

    CREATE = "create"
    ANSWER = "answer"
    SUBMIT = "submit"
    RETURN = "return"
    PUBLISH = "publish"
    ACKNOWLEDGE = "acknowledge"
    EXPIRE = "expire"
    DISPUTE = "dispute"
    UPHOLD = "uphold"
    AMEND = "amend"
    RETRACT = "retract"


WORDS: Mapping[Action, str] = {
    Action.READ_TRANSCRIPT: "reading what was said in a call",
    Action.READ_EVALUATION: "reading an evaluation",
    Action.READ_PERSON: "reading a person's figures",
    Action.READ_TEAM: "reading a team's figures",
    Action.LIST_CALLS: "listing calls",
    Action.SEARCH_WORDS: "searching the words of calls",
    Action.READ_LOG: "checking the log and the stored scores",
    Action.IMPORT: "importing calls",
    Action.SCREEN: "scoring calls with the rules",
    Action.EXPORT: "exporting calls and scores",
    Action.ASSIGN: "assigning calls",
    Action.SWAP_SPEAKERS: "swapping the speakers of a call",
    Action.TRY_RULES: "trying rules on the desk's calls",
    Action.PUBLISH_RULES: "publishing rules",
    Action.CREATE: "beginning an evaluation",
    Action.ANSWER: "giving an answer",
    Action.SUBMIT: "submitting an evaluation",
    Action.RETURN: "returning an evaluation",
    Action.PUBLISH: "publishing an evaluation",
    Action.ACKNOWLEDGE: "acknowledging an evaluation",
    Action.EXPIRE: "ending the time for disputes",
    Action.DISPUTE: "disputing an evaluation",
    Action.UPHOLD: "upholding a disputed evaluation",
    Action.AMEND: "amending a disputed evaluation",
    Action.RETRACT: "retracting an evaluation",
}
"""Each as the beginning of a sentence."""
