#!/usr/bin/env python3
"""Lints and deploys the template, submits runs, and prints what is there; started by check.py in its own environment."""
import ast
import json
import subprocess
import sys
from pathlib import Path

import boto3
import emulator

TEMPLATE = Path(__file__).resolve().parents[2] / "deploy" / "bookreel.yaml"
BUCKET = "bookreel-test"
RUN = [
    f"--jar=s3://{BUCKET}/code/bookreel-spark.jar",
    f"--lake=s3://{BUCKET}/lake",
    f"--internal=s3://{BUCKET}/incoming/internal",
    f"--vendor=s3://{BUCKET}/incoming/vendor",
    "--date=2021-12-31",
    "--film=L'été d'Amélie, \"deux\"",
    "--conf=spark.executor.memory=8g",
    "--conf=spark.driver.extraJavaOptions=-Da=1 -Db=2",
]


def lint():
    """What cfn-lint has to say, one line each; nothing is left out."""
    command = [Path(sys.executable).with_name("cfn-lint"), "--include-checks", "I", "--format", "parseable", "--", TEMPLATE]
    return subprocess.run(command, stdout=subprocess.PIPE, text=True, check=False).stdout.splitlines()


def deploy(client):
    """Deploys the template; gives the stack's outputs."""
    formation = client("cloudformation")
    formation.create_stack(
        StackName="bookreel",
        TemplateBody=TEMPLATE.read_text(encoding="utf-8"),
        Parameters=[{"ParameterKey": "BucketName", "ParameterValue": BUCKET}],
        Capabilities=["CAPABILITY_IAM"],
    )
    stack = formation.describe_stacks(StackName="bookreel")["Stacks"][0]
    if stack["StackStatus"] != "CREATE_COMPLETE":
        raise SystemExit(f"the stack is {stack['StackStatus']}: {stack.get('StackStatusReason')}")
    return {output["OutputKey"]: output["OutputValue"] for output in stack["Outputs"]}


def bucket(s3, name):
    return {
        "versioning": s3.get_bucket_versioning(Bucket=name).get("Status"),
        "encryption": s3.get_bucket_encryption(Bucket=name)["ServerSideEncryptionConfiguration"]["Rules"],
        "publicAccess": s3.get_public_access_block(Bucket=name)["PublicAccessBlockConfiguration"],
        "ownership": s3.get_bucket_ownership_controls(Bucket=name)["OwnershipControls"]["Rules"],
        "lifecycle": s3.get_bucket_lifecycle_configuration(Bucket=name)["Rules"],
        "policy": json.loads(s3.get_bucket_policy(Bucket=name)["Policy"])["Statement"],
    }


def statements(document):
    """Those of a policy; of a role's own, moto keeps what Python writes of what CloudFormation handed over."""
    return (ast.literal_eval(document) if isinstance(document, str) else document)["Statement"]


def role(iam, arn):
    name = arn.rsplit("/", 1)[1]
    found = iam.get_role(RoleName=name)["Role"]
    policies = iam.list_role_policies(RoleName=name)["PolicyNames"]
    return {
        "trust": statements(found["AssumeRolePolicyDocument"]),
        "attached": iam.list_attached_role_policies(RoleName=name)["AttachedPolicies"],
        "statements": [
            statement
            for policy in policies
            for statement in statements(iam.get_role_policy(RoleName=name, PolicyName=policy)["PolicyDocument"])
        ],
    }


def request(command, *options):
    """What bookreel prints for these options, which must be one JSON document."""
    line = [*command, "emr", "step", *options, *RUN]
    return json.loads(subprocess.run(line, stdout=subprocess.PIPE, check=True).stdout)


def aws(address, *words):
    """What the command line of AWS answers; a request goes to it as people would give it."""
    line = [Path(sys.executable).with_name("aws"), "--endpoint-url", address, "--output", "json", *words]
    return json.loads(subprocess.run(line, stdout=subprocess.PIPE, check=True).stdout)


def for_command_line(sent):
    """The steps as `aws emr add-steps` wants them, which differs from the API; docs/production.md does this with jq."""
    return [
        {"Type": "CUSTOM_JAR", "Name": one["Name"], "ActionOnFailure": one["ActionOnFailure"], **one["HadoopJarStep"]}
        for one in sent["Steps"]
    ]


def step(emr, command, address):
    """A step submitted to a cluster, by the API and by the command line of AWS, and what EMR keeps of both."""
    cluster = emr.run_job_flow(
        Name="bookreel",
        ReleaseLabel="emr-7.10.0",
        Instances={"InstanceCount": 3, "MasterInstanceType": "m6g.xlarge", "SlaveInstanceType": "m6g.xlarge"},
        JobFlowRole="EMR_EC2_DefaultRole",
        ServiceRole="EMR_DefaultRole",
    )["JobFlowId"]
    sent = request(command, "--target=ec2", f"--cluster={cluster}")
    ids = emr.add_job_flow_steps(**sent)["StepIds"]
    steps = json.dumps(for_command_line(sent))
    ids += aws(address, "emr", "add-steps", "--cluster-id", cluster, "--steps", steps)["StepIds"]
    return {"sent": sent, "kept": [emr.describe_step(ClusterId=cluster, StepId=id_)["Step"] for id_ in ids]}


def job(serverless, command, address, outputs):
    """A job submitted to the deployed application, by both ways, and what EMR Serverless keeps of both."""
    sent = request(
        command,
        "--target=serverless",
        f"--application={outputs['ApplicationId']}",
        f"--role={outputs['RunRoleArn']}",
        f"--logs={outputs['Logs']}",
        "--token=night-1",
        "--timeout-minutes=90",
    )
    ids = [
        serverless.start_job_run(**sent)["jobRunId"],
        aws(address, "emr-serverless", "start-job-run", "--cli-input-json", json.dumps(sent))["jobRunId"],
    ]
    application = sent["applicationId"]
    return {"sent": sent, "kept": [serverless.get_job_run(applicationId=application, jobRunId=id_)["jobRun"] for id_ in ids]}


def main():
    command = sys.argv[1:]
    found = {"lint": lint()}
    with emulator.running() as address:

        def client(service):
            return boto3.client(service, endpoint_url=address)

        outputs = deploy(client)
        s3, iam, serverless = client("s3"), client("iam"), client("emr-serverless")
        found["outputs"] = outputs
        found["bucket"] = bucket(s3, BUCKET)
        found["logs"] = bucket(s3, BUCKET + "-logs")
        found["application"] = serverless.get_application(applicationId=outputs["ApplicationId"])["application"]
        found["runRole"] = role(iam, outputs["RunRoleArn"])
        found["startRole"] = role(iam, outputs["StartRoleArn"])
        if command:
            found["step"] = step(client("emr"), command, address)
            found["job"] = job(serverless, command, address, outputs)
    print(json.dumps(found, indent=1, ensure_ascii=False, default=str))


if __name__ == "__main__":
    main()
