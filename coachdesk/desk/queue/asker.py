"""Somebody who looks at the queue: what they may see of it, and what their filters mean."""

from collections.abc import Iterator, Sequence
from contextlib import suppress
from zoneinfo import ZoneInfo

import msgspec

from coachdesk.core.authorize import Action, reaches
from coachdesk.core.errors import DeskRefused, Problem
from coachdesk.core.people import Person, name_key
from coachdesk.core.queue import Item, Vocabulary, Wanted, wanted_by
from coachdesk.core.queue.fields import Field
from coachdesk.core.queue.meaning import Among, Anywhere, Asked, Phrase, Said
from coachdesk.core.queue.vocabulary import names_of
from coachdesk.desk.folder import Acting, Desk
from coachdesk.desk.identity import allowed, facts_of, scope_of, subject_of
from coachdesk.desk.kept import Kept
from coachdesk.store import criteria, queue, queue_rows
from coachdesk.store.connect import Db, write
from coachdesk.store.queue_where import Narrowed, Where, where


class Asker:
    """A person before the queue of a desk.

    Raises:
        DeskRefused: they may not list calls.
    """

    def __init__(self, desk: Desk, acting: Acting) -> None:
        self._desk = desk
        self._acting = acting
        self.actor = allowed(desk, acting, Action.LIST_CALLS)
        scope = scope_of(self.actor, desk.settings)
        self._scope = scope
        self._narrowed = Narrowed(
            agents=scope.agents, stints=scope.stints, released_only=scope.released_only
        )
        self._zone = ZoneInfo(desk.settings.time_zone)
        self._people: dict[str, Person] = {
            name_key(name): person
            for person in desk.settings.colleagues
            for name in names_of(person)
        }
        timed = [name for each in scope.stints for name in each.names]
        self._own = None if scope.agents is None else set(map(name_key, [*scope.agents, *timed]))

    def everything(self, db: Db) -> Where | None:
        """All calls that they may see."""
        return where(db, (), self._narrowed)

    def understood(self, db: Db, text: str) -> tuple[Wanted, Where | None]:
        """What a filter means, and that as a condition, narrowed to what they may see.

        Raises:
            SyntaxFault: it is not understood, or names what the desk does not know.
            DeskRefused: it asks for what this person may not see.
        """
        with_criteria_noted(db)
        wanted = wanted_by(
            text,
            self.vocabulary(db),
            now=self._acting.clock(),
            zone=self._zone,
            me=self.actor.id,
        )
        wanted = Wanted(asked=tuple(self._permitted(wanted.asked)))
        return wanted, where(db, wanted.asked, self._narrowed)

    def vocabulary(self, db: Db) -> Vocabulary:
        """The names that they may use in a filter."""
        agents = queue_rows.agents(db)
        if self._own is not None:
            agents = tuple(name for name in agents if name_key(name) in self._own)
        return Vocabulary(
            agents=agents,
            people=self._desk.settings.colleagues,
            campaigns=queue_rows.campaigns(db),
            scorecards=queue_rows.scorecards(db),
            criteria=queue_rows.criterion_ids(db),
            languages=queue_rows.languages(db),
        )

    def rows(
        self, db: Db, numbers: Sequence[int], scorecards: frozenset[str] = frozenset()
    ) -> list[Item]:
        """The lines of these calls, in the order given, without those that they may not see."""
        found = queue_rows.rows(
            db, numbers, scorecards=scorecards, released_only=self._narrowed.released_only
        )
        lines = (found[number] for number in numbers if number in found)
        return [self._shown(item) for item in lines if self._may_see(item)]

    def _may_see(self, item: Item) -> bool:
        return self._scope.covers(item.agent, item.started_at)

    def _shown(self, item: Item) -> Item:
        """The line in the desk's zone, its agent by the name that desk.yaml has."""
        started, agent = item.started_at, item.agent
        if agent is not None:
            person = self._people.get(name_key(agent))
            agent = person.name if person else agent
        return msgspec.structs.replace(
            item, agent=agent, started_at=started and started.astimezone(self._zone)
        )

    def _permitted(self, asked: Sequence[Asked]) -> Iterator[Asked]:
        may_search = (
            reaches(self.actor.role, Action.SEARCH_WORDS)[-1:]
            == reaches(self.actor.role, Action.LIST_CALLS)[-1:]
        )
        for each in asked:
            condition = each.condition
            if isinstance(condition, Among) and condition.field is Field.AGENT and not each.negated:
                self._refuse_others(condition)
            if isinstance(condition, Said) and not may_search:
                raise DeskRefused(
                    Problem(
                        code="D403",
                        message=f"searching the words of calls is not for the role"
                        f" '{self.actor.role.value}'",
                        hint="leave text: away",
                    )
                )
            if isinstance(condition, Anywhere) and not may_search:
                named = _without_words(condition)
                each = Asked(named, each.negated)
            yield each

    def _refuse_others(self, condition: Among) -> None:
        """Refuses a filter that asks for agents all of whom are beyond this person."""
        if self._own is not None and not condition.keys & self._own:
            settings = self._desk.settings
            for key in sorted(condition.keys):
                subject, facts = subject_of(settings, key), facts_of(settings, released=True)
                allowed(self._desk, self._acting, Action.LIST_CALLS, subject, facts)


def _without_words(condition: Anywhere) -> Anywhere:
    return msgspec.structs.replace(condition, said=Said(tuple[Phrase, ...]()))


def with_criteria_noted(db: Db) -> None:
    """Notes the criteria of forms that an older version kept without, and what hangs on them."""
    lacking = criteria.unnoted(db)
    if not lacking:
        return
    kept = Kept(db)
    loaded = {}
    for number, sha256 in lacking.items():
        # A form of an older language can't be loaded; its criteria stay without names.
        with suppress(DeskRefused):
            loaded[number] = kept.form(sha256)
    if loaded:
        with write(db):
            for number, form in loaded.items():
                criteria.keep(db, number, form)
            queue.rebuild(db)
