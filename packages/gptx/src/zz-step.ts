import { GPT, train } from '@zero-to-gpt/transformer';
import { AdamW, decayGroups } from '@zero-to-gpt/optim';
import { tokenLoader, TokenDataset } from '@zero-to-gpt/text';
const model = new GPT({vocabSize:65,blockSize:64,nLayer:4,nHead:4,nEmbd:128});
const tokens = Int32Array.from({length:100000},(_, i)=>(i*i*7+i)%65);
const data = tokenLoader(new TokenDataset(tokens,{blockSize:64}),{batchSize:12,shuffle:true,seed:1});
const optimizer = new AdamW(decayGroups(model,{weightDecay:0.1}),{lr:1e-3,betas:[0.9,0.99]});
const ts=[]; let t=performance.now();
for await (const {step,loss} of train(model,{steps:60,data,optimizer,clipNorm:1})) { const n=performance.now(); ts.push(n-t); t=n; if(step%20===0)console.log(step,loss); }
ts.sort((a,b)=>a-b); console.log('median',ts[ts.length>>1],'min',ts[0]);
