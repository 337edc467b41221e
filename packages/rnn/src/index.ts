export type { Nonlinearity } from './recurrence/plain-rule.ts';
export type { State } from './recurrence/rule.ts';
export type { RecurrentOptions } from './recurrence/recurrence.ts';
export { RNN, RNNCell, type RNNOptions } from './rnn.ts';
export { GRU, GRUCell } from './gru.ts';
export { LSTM, LSTMCell } from './lstm.ts';
