import { Module, type DynamicModule, type Type } from '@nestjs/common';
import { PlatformModule, type Platform } from '@libs/platform';
import { GatewayModule } from '@services/gateway';
import { MerchantsModule } from '@services/merchants';
import { OrdersModule } from '@services/orders';
import { RefundsModule } from '@services/refunds';
import { ShippingModule } from '@services/shipping';
import { SimulatorsModule } from '@services/simulators';

/** The embedded profile: all services in one process. Simulators only where nothing is real. */
@Module({})
export class StandaloneModule {
  static of(platform: Platform, besides: readonly Type[] = []): DynamicModule {
    const isTest = platform.configuration.environment === 'test';
    return {
      module: StandaloneModule,
      imports: [
        PlatformModule.of(platform),
        MerchantsModule,
        OrdersModule,
        RefundsModule,
        ShippingModule,
        GatewayModule,
        ...(isTest ? [SimulatorsModule] : []),
        ...besides,
      ],
    };
  }
}
