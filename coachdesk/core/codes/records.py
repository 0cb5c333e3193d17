"""D70: steps of visits, scripts, actions and certificates."""

from coachdesk.core.codes.entry import Code

RECORD_CODES: tuple[Code, ...] = (
    Code(
        id="D701",
        title="nothing of this number",
        cause="The desk has no visit, action or other record of this name.",
        example="coachdesk audits show V99",
        cure="The list command of the room gives the numbers, such as coachdesk audits list.",
    ),
    Code(
        id="D702",
        title="not a step of this stage",
        cause="Everything with a life goes from stage to stage along one table. The step asked for "
        "does not lead on from where it stands.",
        example="coachdesk audits accept V12   (V12 is not in edit)",
        cure="The message names the steps that are possible now.",
    ),
    Code(
        id="D703",
        title="somebody was quicker",
        cause="It was changed after you saw it. Nothing of yours was written, and nothing of "
        "theirs was overwritten.",
        example="two editors return and accept one report at the same time",
        cure="Look at it again, then decide.",
    ),
)
