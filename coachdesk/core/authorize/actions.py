"""What can be asked for, with the words in which a refusal speaks of it."""

from collections.abc import Mapping
from enum import StrEnum


class Action(StrEnum):
    """One thing that somebody may or may not do.

    The steps of an evaluation's life have the values of `core.reviews.Step`, those of a visit's
    the values of `core.audits.Step` after `visit: `, those of a coaching action's the values of
    `core.coaching.Step` after `coaching: `, those of a certificate's the values of
    `core.certification.Step` after `certificate: `.
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

    READ_ROSTER = "read roster"
    """Somebody's spells, and who changed what about them; who works here now, everybody sees."""
    EDIT_ROSTER = "edit roster"

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

    READ_SCRIPT = "read script"
    """Read, search and check scripts, and use the teleprompter."""
    CONFIRM_SCRIPT = "confirm script"
    """Say that one has read a version."""
    READ_DELIVERY = "read delivery"
    """Who has read a script, and how often its lines are used."""
    SIGN_LAW = "sign law"
    """Vouch for the legal wording of a line."""
    PUBLISH_SCRIPT = "publish script"

    READ_VISIT = "read visit"
    READ_SHOPPER = "read shopper"
    """See who posed as the customer."""
    READ_VISIT_FIGURES = "read visit figures"
    """Figures over many visits; about no team: those of the whole desk."""
    VISIT_PLAN = "visit: plan"
    VISIT_ASSIGN = "visit: assign"
    VISIT_BEGIN = "visit: begin"
    VISIT_ANSWER = "visit: answer"
    VISIT_SUBMIT = "visit: submit"
    VISIT_TAKE = "visit: take"
    VISIT_EDIT = "visit: edit"
    VISIT_RETURN = "visit: return"
    VISIT_ACCEPT = "visit: accept"
    VISIT_REJECT = "visit: reject"
    VISIT_OBJECT = "visit: object"
    VISIT_REOPEN = "visit: reopen"
    VISIT_REFUSE = "visit: refuse"
    VISIT_HOLD = "visit: hold"
    VISIT_RELEASE = "visit: release"
    VISIT_APPEAL = "visit: appeal"
    VISIT_UPHOLD = "visit: uphold"
    VISIT_DENY = "visit: deny"
    VISIT_EXPIRE = "visit: expire"
    VISIT_EXCLUDE = "visit: exclude"
    VISIT_CANCEL = "visit: cancel"

    READ_COACHING = "read coaching"
    """One coaching action with its evidence and notes."""
    COACHING_PROPOSE = "coaching: propose"
    COACHING_AGREE = "coaching: agree"
    COACHING_DECLINE = "coaching: decline"
    COACHING_START = "coaching: start"
    COACHING_NOTE = "coaching: note"
    COACHING_CLAIM = "coaching: claim"
    COACHING_VERIFY = "coaching: verify"
    COACHING_NOT_EFFECTIVE = "coaching: not-effective"
    COACHING_CLOSE = "coaching: close"
    COACHING_CANCEL = "coaching: cancel"
    COACHING_WAIVE = "coaching: waive"
    """Excuse a finding for a time, or end that."""
    COACHING_SETTLE = "coaching: settle"
    """Answer for what most of a team fails."""

    READ_STANDING = "read standing"
    """Where somebody stands with a certificate, and on what evidence."""
    READ_TRAINING_FIGURES = "read training figures"
    """How long training takes, and what exam questions are worth; about no team: of all."""
    SIT_EXAM = "sit exam"
    SCORE_ROLE_PLAY = "score role-play"
    CERTIFICATE_ENROL = "certificate: enrol"
    CERTIFICATE_ASSESS = "certificate: assess"
    CERTIFICATE_PASS = "certificate: pass"
    CERTIFICATE_FAIL = "certificate: fail"
    CERTIFICATE_CHALLENGE = "certificate: challenge"
    CERTIFICATE_WITHDRAW = "certificate: withdraw"
    CERTIFICATE_REVOKE = "certificate: revoke"
    CERTIFICATE_APPEAL = "certificate: appeal"
    CERTIFICATE_REINSTATE = "certificate: reinstate"
    CERTIFICATE_DENY = "certificate: deny"


WORDS: Mapping[Action, str] = {
    Action.READ_TRANSCRIPT: "reading what was said in a call",
    Action.READ_EVALUATION: "reading an evaluation",
    Action.READ_PERSON: "reading a person's figures",
    Action.READ_TEAM: "reading a team's figures",
    Action.LIST_CALLS: "listing calls",
    Action.SEARCH_WORDS: "searching the words of calls",
    Action.READ_LOG: "checking the log and the stored scores",
    Action.READ_ROSTER: "reading where somebody worked when",
    Action.EDIT_ROSTER: "changing the roster",
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
    Action.READ_SCRIPT: "reading scripts",
    Action.CONFIRM_SCRIPT: "confirming that a script was read",
    Action.READ_DELIVERY: "reading who has read and who uses a script",
    Action.SIGN_LAW: "signing the legal wording of a script",
    Action.PUBLISH_SCRIPT: "publishing a script",
    Action.READ_VISIT: "reading a mystery visit",
    Action.READ_SHOPPER: "knowing who the mystery shopper is",
    Action.READ_VISIT_FIGURES: "reading figures of mystery visits",
    Action.VISIT_PLAN: "planning mystery visits",
    Action.VISIT_ASSIGN: "assigning a mystery visit",
    Action.VISIT_BEGIN: "beginning a mystery visit",
    Action.VISIT_ANSWER: "answering the form of a visit",
    Action.VISIT_SUBMIT: "submitting the report of a visit",
    Action.VISIT_TAKE: "taking a report to check it",
    Action.VISIT_EDIT: "editing a report",
    Action.VISIT_RETURN: "returning a report",
    Action.VISIT_ACCEPT: "accepting a report",
    Action.VISIT_REJECT: "rejecting a report",
    Action.VISIT_OBJECT: "objecting to a rejection",
    Action.VISIT_REOPEN: "reopening a rejected report",
    Action.VISIT_REFUSE: "refusing an objection",
    Action.VISIT_HOLD: "holding a report",
    Action.VISIT_RELEASE: "releasing a visit to its place",
    Action.VISIT_APPEAL: "appealing against a visit",
    Action.VISIT_UPHOLD: "upholding an appeal",
    Action.VISIT_DENY: "denying an appeal",
    Action.VISIT_EXPIRE: "ending the time for appeals",
    Action.VISIT_EXCLUDE: "excluding a visit from figures",
    Action.VISIT_CANCEL: "cancelling a planned visit",
    Action.READ_COACHING: "reading a coaching action",
    Action.COACHING_PROPOSE: "proposing a coaching action",
    Action.COACHING_AGREE: "agreeing to a coaching action",
    Action.COACHING_DECLINE: "declining a coaching action",
    Action.COACHING_START: "starting a coaching action",
    Action.COACHING_NOTE: "noting a coaching session",
    Action.COACHING_CLAIM: "claiming that coaching is done",
    Action.COACHING_VERIFY: "verifying a coaching action",
    Action.COACHING_NOT_EFFECTIVE: "finding that coaching had no effect",
    Action.COACHING_CLOSE: "closing a coaching action unverified",
    Action.COACHING_CANCEL: "cancelling a coaching action",
    Action.COACHING_WAIVE: "waiving a finding",
    Action.COACHING_SETTLE: "settling what most of a team fails",
    Action.READ_STANDING: "reading standings",
    Action.READ_TRAINING_FIGURES: "reading training figures",
    Action.SIT_EXAM: "sitting an exam",
    Action.SCORE_ROLE_PLAY: "scoring a role-play",
    Action.CERTIFICATE_ENROL: "enrolling somebody for a certificate",
    Action.CERTIFICATE_ASSESS: "assessing somebody for a certificate",
    Action.CERTIFICATE_PASS: "giving a certificate",
    Action.CERTIFICATE_FAIL: "refusing a certificate",
    Action.CERTIFICATE_CHALLENGE: "proposing to revoke a certificate",
    Action.CERTIFICATE_WITHDRAW: "dropping a proposal to revoke a certificate",
    Action.CERTIFICATE_REVOKE: "confirming that a certificate is revoked",
    Action.CERTIFICATE_APPEAL: "appealing against a revocation",
    Action.CERTIFICATE_REINSTATE: "reinstating a certificate",
    Action.CERTIFICATE_DENY: "denying an appeal about a certificate",
}
"""Each as the beginning of a sentence."""
