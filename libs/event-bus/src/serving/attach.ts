import { Catch, type INestApplication, type RpcExceptionFilter } from '@nestjs/common';
import {
  BaseRpcContext,
  type CustomTransportStrategy,
  type MessageHandler,
  type MicroserviceOptions,
  type NestMicroservice,
} from '@nestjs/microservices';
import type { CommandAnswer } from '@libs/kernel';
import { isObservable, lastValueFrom, type Observable, throwError } from 'rxjs';
import { RequestsUnavailable } from '../requests.js';

/** Puts an application's controllers at the end of a transport. */
export function attachTo(app: INestApplication, strategy: CustomTransportStrategy): void {
  // Nest registers the handlers while it connects, before a filter can be given to it; so
  // that is put off. Its own filter would turn every error into "Internal server error".
  const microservice = app.connectMicroservice<MicroserviceOptions>(
    { strategy },
    { deferInitialization: true },
  ) as NestMicroservice;
  microservice.useGlobalFilters(new SameErrorFilter());
  microservice.registerListeners();
  microservice.setIsInitialized(true);
  microservice.setIsInitHookCalled(true);
}

/** Lets an error arrive as it was thrown. */
@Catch()
class SameErrorFilter implements RpcExceptionFilter {
  catch(error: unknown): Observable<never> {
    return throwError(() => error);
  }
}

/** What a controller answers, be it a value, a promise or an observable. */
export async function answerOf(
  handlers: ReadonlyMap<string, MessageHandler>,
  topic: string,
  payload: object,
): Promise<CommandAnswer> {
  const handler: MessageHandler<object, BaseRpcContext, CommandAnswer> | undefined =
    handlers.get(topic);
  if (handler === undefined) throw new RequestsUnavailable(topic);
  const answer: Observable<CommandAnswer> | CommandAnswer = await handler(
    payload,
    new BaseRpcContext([topic]),
  );
  return isObservable(answer) ? lastValueFrom(answer) : answer;
}
