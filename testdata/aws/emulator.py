#!/usr/bin/env python3
"""An emulator of AWS on a free loopback port: prints its address when it answers, and ends with its standard input.

moto's CloudFormation knows neither EMR Serverless nor bucket policies, and makes of a bucket only its name and encryption.
What it lacks is asked of moto's own services here, through the API, with the template's properties as CloudFormation hands
them over: functions resolved, and named almost as the API names them.
"""
import json
import sys
import uuid
from contextlib import contextmanager
from subprocess import PIPE, Popen

import boto3


@contextmanager
def running():
    """The address of an emulator that answers; ends it, whatever happens meanwhile."""
    with Popen([sys.executable, __file__], stdin=PIPE, stdout=PIPE, text=True) as server:
        try:
            address = server.stdout.readline().strip()
            if not address:
                raise SystemExit("the emulator did not start; it says above why")
            yield address
        finally:
            server.stdin.close()
            server.terminate()


def camel(value):
    """The names of CloudFormation as the API of EMR Serverless spells them."""
    if isinstance(value, dict):
        return {name[0].lower() + name[1:]: camel(inner) for name, inner in value.items()}
    return value


def rule(given):
    """A life-cycle rule, where CloudFormation's form and the API's differ."""
    api = {"ID" if name == "Id" else name: value for name, value in given.items() if name != "ExpirationInDays"}
    if "ExpirationInDays" in given:
        api["Expiration"] = {"Days": given["ExpirationInDays"]}
    return {"Filter": {"Prefix": ""}} | api


def complete_bucket(s3, bucket, properties):
    s3.put_bucket_ownership_controls(Bucket=bucket, OwnershipControls=properties["OwnershipControls"])
    s3.put_public_access_block(
        Bucket=bucket, PublicAccessBlockConfiguration=properties["PublicAccessBlockConfiguration"]
    )
    rules = [rule(given) for given in properties["LifecycleConfiguration"]["Rules"]]
    s3.put_bucket_lifecycle_configuration(Bucket=bucket, LifecycleConfiguration={"Rules": rules})
    if "VersioningConfiguration" in properties:
        s3.put_bucket_versioning(Bucket=bucket, VersioningConfiguration=properties["VersioningConfiguration"])


def teach(client):
    """Adds to moto's CloudFormation what this template needs; `client` gives a client of a service of this emulator."""
    from moto.cloudformation import parsing

    class Model:
        def is_created(self):
            return True

    class Policy(Model):
        @classmethod
        def create_from_cloudformation_json(cls, resource_name, cloudformation_json, *where, **more):
            given = cloudformation_json["Properties"]
            client("s3").put_bucket_policy(Bucket=given["Bucket"], Policy=json.dumps(given["PolicyDocument"]))
            made = cls()
            made.physical_resource_id = resource_name
            return made

    class Application(Model):
        @classmethod
        def has_cfn_attr(cls, attribute):
            return attribute in ("ApplicationId", "Arn")

        @classmethod
        def create_from_cloudformation_json(cls, resource_name, cloudformation_json, *where, **more):
            given = camel(cloudformation_json["Properties"])
            made = cls()
            made.answer = client("emr-serverless").create_application(clientToken=str(uuid.uuid4()), **given)
            made.physical_resource_id = made.answer["applicationId"]
            return made

        def get_cfn_attribute(self, attribute):
            return self.answer["arn" if attribute == "Arn" else "applicationId"]

    known = parsing.get_model_map()
    bucket = known["AWS::S3::Bucket"]
    plain = bucket.create_from_cloudformation_json

    def whole(resource_name, cloudformation_json, *where, **more):
        made = plain(resource_name, cloudformation_json, *where, **more)
        complete_bucket(client("s3"), resource_name, cloudformation_json["Properties"])
        return made

    bucket.create_from_cloudformation_json = whole
    known["AWS::S3::BucketPolicy"] = Policy
    known["AWS::EMRServerless::Application"] = Application


def main():
    from moto.server import ThreadedMotoServer

    server = ThreadedMotoServer("127.0.0.1", 0, verbose=False)
    server.start()
    address = "http://127.0.0.1:%d" % server.get_host_and_port()[1]
    teach(lambda service: boto3.client(service, endpoint_url=address))
    print(address, flush=True)
    # Whoever started it holds the other end, and it closes when they are killed, too.
    sys.stdin.read()


if __name__ == "__main__":
    main()
