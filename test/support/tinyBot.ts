/** The least that can play the bot's process: takes connections, and tells who it is and what clock it was given. */
import { createServer } from 'node:http';

let offsetMs = 0;
process.on('message', (message) => {
  offsetMs = (message as { offsetMs: number }).offsetMs;
});
createServer((request, response) => {
  const { COORDINATORS: coordinators, OPENID_METADATA: metadata } = process.env;
  response.end(
    request.method === 'GET' ? JSON.stringify({ pid: process.pid, offsetMs, coordinators, metadata }) : undefined,
  );
}).listen(Number(process.env.PORT), '127.0.0.1');
