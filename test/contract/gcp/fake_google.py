"""A stand-in for Google: Secret Manager over gRPC, and the services that give tokens over HTTPS.

Reads from its argument what it is to have, and prints a line of JSON for each call: who asked for what, and what the answer was.
"""

import json
import re
import ssl
import sys
import threading
from concurrent import futures
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import parse_qs

import grpc
from google.cloud.secretmanager_v1.types import AccessSecretVersionRequest, AccessSecretVersionResponse

given = json.loads(open(sys.argv[1]).read())
# Access tokens, with who has them.
tokens = {}
lock = threading.Lock()


def say(**what):
    with lock:
        print(json.dumps(what), flush=True)


def token_for(who):
    token = f"ya29.{len(tokens)}-{who}"
    tokens[token] = who
    return token


def access(request, context):
    name = request.name
    metadata = dict(context.invocation_metadata())
    who = tokens.get(metadata.get("authorization", "").removeprefix("Bearer "))

    def end(code, text):
        say(call="access", name=name, who=who, answer=code.name)
        context.abort(code, text)

    if who is None:
        end(grpc.StatusCode.UNAUTHENTICATED, "Request had invalid authentication credentials.")
    if not re.fullmatch(r"projects/[a-z0-9.:-]+/secrets/[a-zA-Z0-9_-]{1,255}/versions/latest", name):
        end(grpc.StatusCode.INVALID_ARGUMENT, f"The provided Secret Version ID [{name}] does not match the expected format [projects/*/secrets/*/versions/*]")
    if who not in given["readers"]:
        end(grpc.StatusCode.PERMISSION_DENIED, f"Permission 'secretmanager.versions.access' denied for resource '{name}' (or it may not exist).")
    if name not in given["secrets"]:
        end(grpc.StatusCode.NOT_FOUND, f"Secret [{name}] not found or has no versions.")
    say(call="access", name=name, who=who, answer="OK")
    return AccessSecretVersionResponse(name=name, payload={"data": given["secrets"][name].encode()})


class Tokens(BaseHTTPRequestHandler):
    def log_message(self, *args):
        pass

    def do_POST(self):
        body = self.rfile.read(int(self.headers["Content-Length"])).decode()
        status, answer = self.refreshed(body) if self.headers["Host"].startswith("oauth2.") else self.impersonated()
        say(call="token", host=self.headers["Host"], path=self.path, status=status)
        text = json.dumps(answer).encode()
        self.send_response(status)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(text)))
        self.end_headers()
        self.wfile.write(text)

    def refreshed(self, body):
        asked = {name: values[0] for name, values in parse_qs(body).items()}
        who = given["refreshTokens"].get(asked.get("refresh_token"))
        if asked.get("grant_type") != "refresh_token" or who is None:
            return 400, {"error": "invalid_grant", "error_description": "Token has been expired or revoked."}
        return 200, {"access_token": token_for(who), "expires_in": 3599, "token_type": "Bearer", "scope": "https://www.googleapis.com/auth/cloud-platform"}

    def impersonated(self):
        who = tokens.get(self.headers.get("Authorization", "").removeprefix("Bearer "))
        account = re.fullmatch(r"/v1/projects/-/serviceAccounts/([^/:]+):generateAccessToken", self.path)
        if who is None or account is None:
            return 401, {"error": {"code": 401, "status": "UNAUTHENTICATED"}}
        if who not in given["impersonators"].get(account[1], []):
            return 403, {"error": {"code": 403, "status": "PERMISSION_DENIED", "message": "Permission 'iam.serviceAccounts.getAccessToken' denied on resource (or it may not exist)."}}
        return 200, {"accessToken": token_for(account[1]), "expireTime": "2037-01-01T00:00:00Z"}


key, cert = (open(given[name], "rb").read() for name in ("key", "cert"))
handler = grpc.method_handlers_generic_handler(
    "google.cloud.secretmanager.v1.SecretManagerService",
    {
        "AccessSecretVersion": grpc.unary_unary_rpc_method_handler(
            access, request_deserializer=AccessSecretVersionRequest.deserialize, response_serializer=AccessSecretVersionResponse.serialize
        )
    },
)
server = grpc.server(futures.ThreadPoolExecutor(8))
server.add_generic_rpc_handlers((handler,))
server.add_secure_port(f"{given['secretManager']}:443", grpc.ssl_server_credentials([(key, cert)]))
server.start()
web = ThreadingHTTPServer((given["tokens"], 443), Tokens)
context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
context.load_cert_chain(given["cert"], given["key"])
web.socket = context.wrap_socket(web.socket, server_side=True)
say(call="ready")
web.serve_forever()
