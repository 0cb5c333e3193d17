"""Drafts of rules and their publication: D6 and U20."""

from coachdesk.core.codes.entry import Code

DRAFT_CODES: tuple[Code, ...] = (
    Code(
        id="D601",
        title="the draft was saved by somebody else",
        cause="Between opening a draft file and saving it, another text of it was saved. Nothing "
        "was written, so that theirs is not lost.",
        example="two people edit drafts/scorecards/greeting.yaml in the workbench",
        cure="Open the draft again, and bring your change into their text.",
    ),
    Code(
        id="D602",
        title="the notes of a draft can't be understood",
        cause="drafts/ keeps beside the draft files which text of the rules each one began from, "
        "and what is being published. That note is not as Coachdesk wrote it.",
        example="drafts/begun.json edited by hand",
        cure="Move drafts/ away and begin the draft again; the rules in force are whole.",
    ),
    Code(
        id="D603",
        title="nothing to publish",
        cause="The desk has no draft file, or none that differs from the rules.",
        example="coachdesk rules publish --note 'a new greeting'   (twice)",
        cure="coachdesk rules draft scorecards/greeting.yaml",
    ),
    Code(
        id="D604",
        title="the version was not raised",
        cause="A rule file that says something else needs a higher version, and so does every "
        "scorecard that includes a changed pack: lists and exports name scores by it.",
        example="version: 3   (and a phrase was added in the draft)",
        cure="coachdesk rules draft --raise-versions   (changes that line and nothing else)",
    ),
    Code(
        id="D605",
        title="the rules were changed since the draft began",
        cause="The file in rules/ is not the one that the draft began from. Publishing would undo "
        "somebody's change without a word. A file put into drafts/ by hand has no beginning "
        "noted, and counts as such.",
        example="an editor saved rules/scorecards/greeting.yaml while its draft was open",
        cure="Keep your text elsewhere, coachdesk rules draft FILE --discard, then begin again.",
    ),
    Code(
        id="D606",
        title="a publication was cut short and its file changed",
        cause="A publication was stopped half way. It would be finished now, but one of its files "
        "in rules/ holds neither the old text nor the new one.",
        example="a kill during coachdesk rules publish, then an editor on the same rule file",
        cure="coachdesk rules draft --discard   (forgets the publication, leaves rules/ as it is)",
    ),
    Code(
        id="D607",
        title="the draft has errors",
        cause="The rules would have errors with the draft in them, so nothing was published.",
        example="pass_when: greets befor thanks",
        cure="Mend what the lines before this one name, then publish again.",
    ),
    Code(
        id="D608",
        title="an example of the draft is not met",
        cause="The examples in a rule file are its tests; the draft answers one of them otherwise.",
        example="- {expect: pass, call: ...} for a phrase that the draft has dropped",
        cure="Mend the rule, or the example if it was wrong: coachdesk rules test drafts",
    ),
    Code(
        id="U208",
        title="no such rule file",
        cause="A draft is named by its path in the rules, and the rules have no such file, or that "
        "can't be the name of one.",
        example="coachdesk rules draft scorecards/greetin.yaml",
        cure="coachdesk rules draft scorecards/greeting.yaml",
    ),
    Code(
        id="U209",
        title="a publication without a reason",
        cause="Whoever looks at a changed score later asks why the rule was changed. The reason is "
        "kept in the event log, as text that can be erased.",
        example="coachdesk rules publish --note ''",
        cure="coachdesk rules publish --note 'hi counts as a greeting'",
    ),
)
