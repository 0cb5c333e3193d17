"""Who may do what, who works here, and what people are called: D4, D79 and U10."""

from coachdesk.core.codes.entry import Code

PEOPLE_CODES: tuple[Code, ...] = (
    Code(
        id="D401",
        title="a stranger's account",
        cause="desk.yaml names accounts for its people, and the account that runs this command is "
        "none of them, so the desk shows it nothing private and takes nothing from it. This is a "
        "guard-rail: whoever owns the desk's files can read and change them by other means.",
        example="coachdesk show call-7   (run by an account that desk.yaml does not name)",
        cure="people:\n  - {id: ana, name: Ana, account: ana}",
    ),
    Code(
        id="D402",
        title="acting as somebody else",
        cause="desk.yaml names accounts for its people, so the account decides who acts; --as and "
        "COACHDESK_AS may only repeat it.",
        example="coachdesk calls --as ruth.adler   (run by Ana's account)",
        cure="Leave --as away, or work from that person's account.",
    ),
    Code(
        id="D403",
        title="this person may not",
        cause="The table of who may do what (docs/access.md) does not allow this to this person, "
        "or one of the rules that hold for everybody forbids it. Nothing was written. The message "
        "says why, the hint names the rule.",
        example="coachdesk evaluations publish E17 --as ana.price",
        cure="Ask somebody whose role allows it; docs/access.md lists who that is.",
    ),
    Code(
        id="D404",
        title="somebody who does not work here",
        cause="The roster has no spell of this person that holds today, so there is nothing that "
        "they may do.",
        example="coachdesk today --as ana.price   (she left last week)",
        cure="coachdesk people set ana.price --since 2026-05-04 --team North",
    ),
    Code(
        id="D791",
        title="days that do not fit",
        cause="Of one person each day belongs to one spell at most, and a spell ends after it "
        "began.",
        example="coachdesk people set ana.price --since 2026-05-04 --until 2026-05-01 --team North",
        cure="coachdesk people show ana.price lists the spells; change the days.",
    ),
    Code(
        id="D792",
        title="a change without its first day",
        cause="What somebody was before stays true of the days before, so a change says from which "
        "day on it holds.",
        example="coachdesk people set ana.price --team South   (she is on the roster)",
        cure="coachdesk people set ana.price --team South --since 2026-05-04",
    ),
    Code(
        id="D793",
        title="a place or manager that nobody knows",
        cause="People work at places that desk.yaml lists, under somebody who is known.",
        example="coachdesk people set ana.price --place riversde --since 2026-05-04",
        cure="coachdesk people set ana.price --place riverside --since 2026-05-04",
    ),
    Code(
        id="D794",
        title="this says nothing of a person or place",
        cause="A line about somebody on the roster has words such as team:South; since and until "
        "are days, and a role is one of those of the desk. One about a place has name, level and "
        "within.",
        example="since:tomorrow taem:South",
        cure="since:2026-12-01 team:South under:hong.wei",
    ),
    Code(
        id="D795",
        title="nobody, or no place, of this id",
        cause="What is said of an id that the desk does not know would make somebody new, and a "
        "slip of the finger must not. Somebody new, or a new place, comes with a name, under an "
        "id of small letters, digits and . _ - that nobody else has.",
        example="coachdesk people set derek.wlash --team South --since 2026-05-04",
        cure="coachdesk people set derek.walsh --team South --since 2026-05-04\n"
        "coachdesk people set mei.lin --name 'Mei Lin' --team South --since 2026-05-04",
    ),
    Code(
        id="U107",
        title="no such person",
        cause="--as, COACHDESK_AS or an argument names nobody; ids, names and aliases of desk.yaml "
        "are known.",
        example="coachdesk calls --as grase",
        cure="coachdesk calls --as grace.lindqvist",
    ),
    Code(
        id="U108",
        title="no such team",
        cause="Nobody in desk.yaml has a team of that name.",
        example="coachdesk team Nroth",
        cure="coachdesk person   lists the people and their teams; or correct desk.yaml",
    ),
)
