import { CATEGORIES, OUTSIDE_TOPICS } from '@libs/contracts';
import { Unhandleable, type Message } from '@libs/event-bus';
import { categoryOf, INSTITUTION, Tenant, type AnyMessage, type News, type z } from '@libs/kernel';

/** What a policy is told, and for whom it acts. */
export interface ParsedNews {
  readonly news: News<AnyMessage>;
  readonly tenant: Tenant;
}

/**
 * A message of the bus as its contract reads it, with the merchant it concerns. One that no
 * contract reads is `Unhandleable`: trying again would not help.
 */
export function parsedNews(message: Message): ParsedNews {
  const { topic, type, data, stream } = message;
  const schema = stream === undefined ? outsideSchema(topic) : recordedSchema(stream);
  if (schema === undefined) throw new Unhandleable(`no contract declares ${stream ?? topic}`);
  const parsed = schema.safeParse({ type, data });
  if (!parsed.success) throw new Unhandleable(`${type} is malformed: ${placesOf(parsed.error)}`);
  // Every contract of a category or topic declares messages.
  const event = parsed.data as AnyMessage;
  const news = { ...message, ...event };
  return { news, tenant: stream === undefined ? INSTITUTION : ownerOf(event) };
}

const outsideSchema = (topic: string): z.ZodType | undefined =>
  new Map<string, z.ZodType>(Object.entries(OUTSIDE_TOPICS)).get(topic);

const recordedSchema = (stream: string): z.ZodType | undefined =>
  new Map<string, { readonly event: z.ZodType }>(Object.entries(CATEGORIES)).get(categoryOf(stream))
    ?.event;

/** A policy acts for the merchant of the event it follows, or for the institution (rule 7). */
function ownerOf({ type, data }: AnyMessage): Tenant {
  const owner = Tenant.safeParse((data as { readonly merchantId?: unknown }).merchantId);
  if (!owner.success) throw new Unhandleable(`${type} names no merchant`);
  return owner.data;
}

/** Where and what, never the value: it may be personal. */
const placesOf = ({ issues }: z.ZodError): string =>
  issues
    .slice(0, PLACES_MAX)
    .map(({ path, code }) => `/${path.map(String).join('/')} (${code})`)
    .join(', ');

const PLACES_MAX = 5;
