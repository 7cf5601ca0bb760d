import { tellSchedules } from './telling.js';
import { playSchedule } from './schedule.js';

await tellSchedules((seed) => playSchedule(seed));
