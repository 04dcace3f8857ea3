import * as http from 'node:http';
import type { RowRun } from '../row';
import { listenOnLoopback } from '../tools/listen';

/** An error of AWS. */
export interface Refusal {
  /** The HTTP status, by default 400. */
  readonly status?: number;
  readonly code: string;
  readonly message: string;
}

/** Starts a stand-in for AWS that refuses all that it is asked, in JSON or, as STS, in XML; it ends with the row. */
export async function startRefusingAws(run: RowRun, { status = 400, code, message }: Refusal): Promise<string> {
  const server = http.createServer((request, response) => {
    const isJson = request.headers['x-amz-target'] !== undefined;
    const body = isJson ? JSON.stringify({ __type: code, message }) : `<ErrorResponse><Error><Type>Sender</Type><Code>${code}</Code><Message>${message}</Message></Error></ErrorResponse>`;
    request.resume().on('end', () => response.writeHead(status, { 'Content-Type': isJson ? 'application/x-amz-json-1.1' : 'text/xml' }).end(body));
  });
  return `${await listenOnLoopback(run, server)}/`;
}
