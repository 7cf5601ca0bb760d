import { Injectable } from '@nestjs/common';
import type { RunningService } from './service-runner.js';

/** The services at work in this process: health looks at them, the end stops them. */
@Injectable()
export class RunningServices {
  private readonly services: RunningService[] = [];

  add(service: RunningService): void {
    this.services.push(service);
  }

  all(): readonly RunningService[] {
    return this.services;
  }

  async stop(): Promise<void> {
    await Promise.all(this.services.map((service) => service.stop()));
  }
}
