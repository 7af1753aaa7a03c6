import * as Comlink from 'comlink';
import { createReports } from './create-reports.ts';

Comlink.expose(createReports());
