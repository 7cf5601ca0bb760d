import { MalformedCommand } from '@libs/event-store';
import type { CommandEnvelope } from '@libs/kernel';
import { dispatcher } from './dispatcher.js';
import { clock, open, OTHER_MERCHANT, parcel, send, toyService, wish } from './toy.fixtures.js';

describe('a dispatched command', () => {
  it('is decided by its aggregate and recorded in its stream', async () => {
    const { store, dispatch } = toyService();
    expect(await dispatch(wish(send('p')))).toMatchObject({ outcome: 'accepted', revision: 0 });
    expect(await dispatch(wish(open('p')))).toMatchObject({ outcome: 'accepted', revision: 1 });
    expect((await store.read('parcel-p')).map(({ type }) => type)).toEqual([
      'ParcelSent',
      'ParcelOpened',
    ]);
  });

  it('records events whose ids grow with time', async () => {
    const { store, dispatch } = toyService();
    await dispatch(wish(send('p')));
    await dispatch(wish(open('p')));
    const [first, second] = (await store.read('parcel-p')).map(({ id }) => id);
    expect(first?.[14]).toBe('7');
    expect(String(first) < String(second)).toBe(true);
  });

  it('is answered like an unknown one for another merchant', async () => {
    const { dispatch } = toyService();
    await dispatch(wish(send('p')));
    const foreign = await dispatch(wish(open('p'), { tenant: OTHER_MERCHANT }));
    expect(foreign).toEqual(await dispatch(wish(open('nowhere'))));
  });

  it('is malformed when no aggregate takes its type', async () => {
    const { dispatch } = toyService();
    const failing = dispatch(wish({ type: 'BurnParcel', data: {} }));
    await expect(failing).rejects.toThrow(MalformedCommand);
    await expect(failing).rejects.toMatchObject({ commandType: 'BurnParcel' });
  });

  it.each([
    ['a commandId that is none', { commandId: 'no-uuid' }],
    ['a field too many', { extra: true }],
    ['no command', { command: undefined }],
  ])('is malformed with %s in its envelope', async (_name, over) => {
    const { dispatch } = toyService();
    const envelope = { ...wish(send('p')), ...over } as unknown as CommandEnvelope;
    await expect(dispatch(envelope)).rejects.toThrow(MalformedCommand);
  });

  it('is measured by type and outcome', async () => {
    const { store } = toyService();
    const measured: string[] = [];
    const dispatch = dispatcher(
      { decides: [parcel] },
      {
        store,
        clock,
        metrics: { commandTook: ({ type, outcome }) => void measured.push(`${type} ${outcome}`) },
      },
    );
    await dispatch(wish(send('p')));
    await dispatch(wish(send('p')));
    await dispatch(wish(send('p'), { commandId: wish(open('p')).commandId }));
    await dispatch(wish({ type: 'SendParcel', data: { parcelId: 7 } })).catch(() => undefined);
    await dispatch(wish({ type: 'invented-by-a-caller', data: {} })).catch(() => undefined);
    expect(measured).toEqual([
      'SendParcel accepted',
      'SendParcel repeated',
      'SendParcel rejected',
      'SendParcel malformed',
    ]);
  });
});

it('two aggregates that take the same command are a mistake of the service', () =>
  expect(() =>
    dispatcher({ decides: [parcel, parcel] }, { store: toyService().store, clock }),
  ).toThrow('SendParcel is a command of two aggregates'));
