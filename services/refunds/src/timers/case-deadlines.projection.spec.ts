import type { CaseCommand } from '@libs/contracts';
import { recorded, viewOf } from '@libs/testing';
import {
  accept,
  after,
  ANSWER_BY,
  LATER_BY,
  offer,
  open,
  passDeadline,
  reduction,
  refused,
  withdrawCase,
} from '../case/case.fixtures.js';
import { caseDeadlines } from './case-deadlines.projection.js';

const due = (...commands: readonly CaseCommand[]) =>
  viewOf(caseDeadlines)(...after(...commands).map((event) => recorded(event)));

describe('the deadline of a case', () => {
  it('falls due at its own moment, however late it is looked at', () =>
    due(open()).then({ dueAt: ANSWER_BY, command: passDeadline(ANSWER_BY) }));

  it('is a new one with each turn', () => {
    due(reduction(), offer('merchant', 1)).thenShows({ dueAt: LATER_BY });
    due(open(), accept(), refused(after(open(), accept()))).thenShows({ dueAt: LATER_BY });
  });

  it('is over once it passed, or somebody answered', () => {
    due(open(), passDeadline(ANSWER_BY)).then(undefined);
    due(open(), accept()).then(undefined);
    due(open(), withdrawCase).then(undefined);
  });
});
