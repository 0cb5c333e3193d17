"""What a refusal may name: every rule, in words."""

from collections.abc import Mapping

RULES: Mapping[str, str] = {
    "A-self-score": "Nobody scores, submits, returns, publishes or retracts an evaluation of "
    "their own call, or swaps its speakers.",
    "A-self-dispute": "Nobody decides a dispute about their own call.",
    "A-own-score-dispute": "Whoever gave answers in an evaluation does not decide its dispute.",
    "A-report-dispute": "Nobody decides a dispute about an evaluation scored by the supervisor "
    "of their own team.",
    "A-two-person": "Where two people must look, whoever gave answers in an evaluation does not "
    "publish it.",
    "A-subject-only": "Only the person whom an evaluation is about acknowledges it.",
    "A-clock": "The time for disputes and appeals ends by itself; nobody ends it.",
    "A-visit-line": "Nobody makes, plans, checks or decides about a visit to themselves, or to "
    "their own team.",
    "A-visit-shopper": "Whoever made a visit does not check, release or decide about its report.",
    "A-visit-editor": "Whoever checked a report does not decide its appeal or its objection.",
    "A-own-entry": "Nobody changes what the roster says of themselves.",
    "A-coaching-self": "Nobody proposes, coaches, verifies, ends or waives coaching of themselves.",
    "A-coaching-pair": "Only the two whom an action is between agree to it and claim it; the coach "
    "alone leads it, and only the person coached declines it.",
    "A-coaching-check": "Whoever coaches does not say whether it helped.",
    "A-coaching-dispute": "Whoever decided a dispute about a call does not coach on that call.",
    "A-certificate-self": "Nobody enrols, assesses, certifies or revokes themselves, or scores a "
    "role-play of their own.",
    "A-certificate-own": "Only the person whom it is about sits an exam, or appeals against a "
    "revocation.",
    "A-certificate-trainer": "Where two people may assess, whoever leads or trains the person's "
    "own team does not.",
    "A-certificate-begun": "Whoever began a role-play answers it and hands it in; others begin "
    "their own.",
    "A-certificate-two": "A certificate is revoked by two people, and neither of them decides the "
    "appeal.",
    "A-role": "What the table does not give to a role is refused.",
    "A-own": "An agent's part is their own calls, a shopper's their own visits, "
    "a coach's the actions that they coach.",
    "A-team": "A supervisor's part is their own team; a trainer's too, where they have one.",
    "A-unknown-person": "A call of nobody in desk.yaml belongs to no team.",
    "A-unpublished": "People see evaluations of their own calls once they are published, and not "
    "after they are retracted.",
    "A-unreleased": "A place's line sees a visit once it is released.",
}
"""Every rule that a refusal may name. The first twenty hold for everybody, the owner included."""

HARD_RULES = tuple(RULES)[:20]
