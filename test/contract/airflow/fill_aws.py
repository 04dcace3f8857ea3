"""Fills a moto server, makes users and a role through IAM, then switches its access control on and tries it.

Reads from its standard input:
    {"endpoint": URL, "actions": [IAM actions], "secrets": [{"region", "name", "value"}], "parameters": [likewise], "refused": [names]}
Prints keys for each identity, what the server says to each once its access control is on, and what it says to parameters
with names that are to be refused.
"""

import json
import sys
import urllib.request

import boto3
from botocore.exceptions import ClientError

wanted = json.load(sys.stdin)
ROLE = "airflow-reader"


def client(service, region="us-east-1", key=None):
    key = key or {"id": "setup", "secret": "setup"}
    return boto3.client(
        service,
        region_name=region,
        endpoint_url=wanted["endpoint"],
        aws_access_key_id=key["id"],
        aws_secret_access_key=key["secret"],
        aws_session_token=key.get("token"),
    )


def policy(*actions):
    return json.dumps({"Version": "2012-10-17", "Statement": [{"Effect": "Allow", "Action": list(actions), "Resource": "*"}]})


def user(name, *actions):
    iam.create_user(UserName=name)
    if actions:
        iam.put_user_policy(UserName=name, PolicyName="read", PolicyDocument=policy(*actions))
    key = iam.create_access_key(UserName=name)["AccessKey"]
    return {"id": key["AccessKeyId"], "secret": key["SecretAccessKey"]}


def role_key(arn):
    key = client("sts").assume_role(RoleArn=arn, RoleSessionName="developer")["Credentials"]
    return {"id": key["AccessKeyId"], "secret": key["SecretAccessKey"], "token": key["SessionToken"]}


def answer(key):
    secret = wanted["secrets"][0]
    try:
        return client("secretsmanager", secret["region"], key).get_secret_value(SecretId=secret["name"])["SecretString"] == secret["value"]
    except ClientError as error:
        return error.response["ResponseMetadata"]["HTTPStatusCode"]


def refusal(name):
    try:
        client("ssm").put_parameter(Name=name, Value="x", Type="String")
        return None
    except ClientError as error:
        return error.response["Error"]["Code"]


iam = client("iam")
trust = {"Version": "2012-10-17", "Statement": [{"Effect": "Allow", "Principal": {"AWS": "*"}, "Action": "sts:AssumeRole"}]}
role = iam.create_role(RoleName=ROLE, AssumeRolePolicyDocument=json.dumps(trust))["Role"]["Arn"]
iam.put_role_policy(RoleName=ROLE, PolicyName="read", PolicyDocument=policy(*wanted["actions"]))
keys = {
    # The one that reads secrets, and may do nothing else.
    "developer": user("developer", *wanted["actions"]),
    # Known, and allowed nothing.
    "stranger": user("stranger"),
    # Allowed to assume the role, which reads secrets.
    "assumer": user("assumer", "sts:AssumeRole"),
    # Short-lived, as single sign-on hands them out.
    "signedIn": role_key(role),
}
for secret in wanted["secrets"]:
    client("secretsmanager", secret["region"]).create_secret(Name=secret["name"], SecretString=secret["value"])
for parameter in wanted["parameters"]:
    client("ssm", parameter["region"]).put_parameter(Name=parameter["name"], Value=parameter["value"], Type="SecureString")
refused = {name: refusal(name) for name in wanted["refused"]}

urllib.request.urlopen(urllib.request.Request(wanted["endpoint"] + "/moto-api/reset-auth", data=b"0", headers={"Content-Type": "text/plain"}))
tried = {**keys, "wrong secret": {**keys["developer"], "secret": "x" * 40}, "unknown key": {"id": "AKIA" + "Z" * 16, "secret": "x" * 40}}
json.dump({"keys": keys, "role": role, "answers": {name: answer(key) for name, key in tried.items()}, "refused": refused}, sys.stdout)
