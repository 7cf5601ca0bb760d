import {
  Inject,
  Injectable,
  type OnApplicationBootstrap,
  type OnModuleDestroy,
} from '@nestjs/common';
import { WEBSTORE, type Webstore } from '../webstore.js';
import { runCallbacks } from './callbacks.js';

/** Keeps the calls to shops going for as long as the process serves. */
@Injectable()
export class CallbackWorker implements OnApplicationBootstrap, OnModuleDestroy {
  private readonly stopping = new AbortController();
  private running: Promise<void> = Promise.resolve();

  constructor(@Inject(WEBSTORE) private readonly webstore: Webstore) {}

  onApplicationBootstrap(): void {
    this.running = runCallbacks(this.webstore, this.stopping.signal);
  }

  async onModuleDestroy(): Promise<void> {
    this.stopping.abort();
    await this.running;
  }
}
