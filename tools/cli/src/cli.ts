#!/usr/bin/env node
import module from 'node:module';
import { main } from './main.ts';

module.enableCompileCache?.(); // Node 22 and later start faster the second time
process.exitCode = await main(process.argv.slice(2));
