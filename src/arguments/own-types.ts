/* Written by scripts/argument-types.mjs from the jsii assemblies; change the types, not this file. */

/** The parameters of each public constructor and method. */
export const CALLS: Readonly<Record<string, string>> = {
  'AstroProject': 'options:AstroProjectOptions',
  'AstroProject.addDotenvKey': 'name:string value:string',
  'AstroProject.addEnvironment': 'name:string value:string options?:EnvironmentOptions',
  'AstroProject.addMount': 'mount:Mount',
  'AstroProject.addNetwork': 'name:string definition?:{any}',
  'AstroProject.addPackageIgnore': 'pattern:string',
  'AstroProject.addRequirement': '...requirements:string',
  'AstroProject.addService': 'name:string definition:{any}',
  'AstroProject.addVolume': 'name:string definition?:{any}',
  'AstroProject.annotateGenerated': 'glob:string',
  'AstroProject.extendService': 'name:string definition:{any}',
  'AstroRuntime.bundles': 'distribution:string',
  'AstroRuntime.parse': 'tag:string',
  'AwsCredentials.declarations': '_runtime:#AstroRuntime',
  'AwsCredentials.fromEnvironment': 'options?:AwsFromEnvironmentOptions',
  'AwsCredentials.mounted': 'options?:AwsMountedOptions',
  'AwsCredentials.session': 'options?:AwsSessionOptions',
  'AwsSecretsBackend.createCommand': 'secretName:string value:string',
  'AwsSecretsBackend.deleteCommand': 'secretName:string',
  'AwsSecretsBackend.iamPolicyDocument': 'options?:IamPolicyOptions',
  'AwsSecretsBackend.parameterStore': 'options?:AwsSystemsManagerParameterStoreOptions',
  'AwsSecretsBackend.secretNameForConnection': 'connectionId:string',
  'AwsSecretsBackend.secretNameForVariable': 'key:string',
  'AwsSecretsBackend.secretsManager': 'options?:AwsSecretsManagerOptions',
  'AzureCredentials.declarations': '_runtime:#AstroRuntime',
  'AzureCredentials.session': 'options?:AzureSessionOptions',
  'AzureSecretsBackend.createCommand': 'secretName:string value:string',
  'AzureSecretsBackend.deleteCommand': 'secretName:string',
  'AzureSecretsBackend.keyVault': 'options:AzureKeyVaultOptions',
  'AzureSecretsBackend.purgeCommand': 'secretName:string',
  'AzureSecretsBackend.roleAssignmentCommands': 'options:KeyVaultRoleOptions',
  'AzureSecretsBackend.secretNameForConnection': 'connectionId:string',
  'AzureSecretsBackend.secretNameForVariable': 'key:string',
  'CloudCredentials.declarations': 'runtime:#AstroRuntime',
  'DriftCheck': 'scope:#constructs.Construct options?:DriftCheckOptions',
  'DriftCheck.of': 'scope:#constructs.IConstruct',
  'LocalAirflow': 'scope:#constructs.Construct options?:LocalAirflowOptions',
  'LocalAirflow.addDotenvKey': 'name:string value:string',
  'LocalAirflow.addEnvironment': 'name:string value:string options?:EnvironmentOptions',
  'LocalAirflow.addMount': 'mount:Mount',
  'LocalAirflow.addNetwork': 'name:string definition?:{any}',
  'LocalAirflow.addRequirement': '...requirements:string',
  'LocalAirflow.addService': 'name:string definition:{any}',
  'LocalAirflow.addVolume': 'name:string definition?:{any}',
  'LocalAirflow.extendService': 'name:string definition:{any}',
  'LocalAirflow.of': 'scope:#constructs.IConstruct directory?:string',
  'SecretsBackend.createCommand': '_secretName:string _value:string',
  'SecretsBackend.deleteCommand': '_secretName:string',
  'SecretsBackend.secretNameForConnection': 'connectionId:string',
  'SecretsBackend.secretNameForVariable': 'key:string',
};

/** The options that each struct of this package has, with those that it inherits. */
export const OWN_STRUCTS: Readonly<Record<string, string>> = {
  AstroProjectOptions: 'allowSecret?:string[] commitGenerated?:boolean credentials?:#CloudCredentials[] dagWorkflow?:boolean devDeps?:string[] driftCheck?:boolean exampleDag?:ExampleDagOptions gitIgnoreOptions?:projen.IgnoreFileOptions gitOptions?:projen.GitOptions github?:boolean githubOptions?:projen.github.GitHubOptions keysInOverride?:boolean logging?:projen.LoggerOptions name:string outdir?:string packageOptions?:projen.javascript.NodePackageOptions parent?:#projen.Project projectTree?:boolean projenCommand?:string projenrcJs?:boolean projenrcJsOptions?:projen.javascript.ProjenrcOptions projenrcJson?:boolean projenrcJsonOptions?:projen.ProjenrcJsonOptions projenrcPython?:boolean projenrcPythonOptions?:projen.python.ProjenrcOptions projenrcTs?:boolean projenrcTsOptions?:projen.typescript.ProjenrcTsOptions renovatebot?:boolean renovatebotOptions?:projen.RenovatebotOptions runtimeVersion?:string secretsBackend?:#SecretsBackend',
  AwsFromEnvironmentOptions: 'region?:string',
  AwsMountedOptions: 'hostDirectory?:string pathsInOverride?:boolean profile?:string region?:string sso?:boolean target?:string',
  AwsSecretsBackendOptions: 'config?:boolean configLookupPattern?:string configPrefix?:string connections?:boolean connectionsLookupPattern?:string connectionsPrefix?:string endpointUrl?:string extraKwargs?:{any} profile?:string region?:string roleArn?:string variables?:boolean variablesLookupPattern?:string variablesPrefix?:string',
  AwsSecretsManagerOptions: 'config?:boolean configLookupPattern?:string configPrefix?:string connections?:boolean connectionsLookupPattern?:string connectionsPrefix?:string endpointUrl?:string extraConnWords?:{string[]} extraKwargs?:{any} profile?:string region?:string roleArn?:string sep?:string variables?:boolean variablesLookupPattern?:string variablesPrefix?:string',
  AwsSessionOptions: 'directory?:string longLivedKeys?:boolean profile?:string profiles?:string[] region?:string',
  AwsSystemsManagerParameterStoreOptions: 'config?:boolean configLookupPattern?:string configPrefix?:string connections?:boolean connectionsLookupPattern?:string connectionsPrefix?:string endpointUrl?:string extraKwargs?:{any} profile?:string region?:string roleArn?:string variables?:boolean variablesLookupPattern?:string variablesPrefix?:string',
  AzureKeyVaultOptions: 'config?:boolean configPrefix?:string connections?:boolean connectionsPrefix?:string extraKwargs?:{any} sep?:string variables?:boolean variablesPrefix?:string vaultUrl:string',
  AzureSessionOptions: 'directory?:string resources?:string[] tenantId?:string',
  CommonLocalAirflowOptions: 'allowSecret?:string[] credentials?:#CloudCredentials[] dagWorkflow?:boolean driftCheck?:boolean exampleDag?:ExampleDagOptions keysInOverride?:boolean runtimeVersion?:string secretsBackend?:#SecretsBackend',
  CredentialsDeclarations: 'beatenBy?:{string} dotenvKeys?:{string} environment?:{string} environmentDefaults?:{string} hostSessions?:HostSession[] mounts?:Mount[] passThrough?:string[] personalFiles?:PersonalFile[] personalMounts?:PersonalMount[] requirements?:string[]',
  DriftCheckOptions: 'branch?:string schedule?:string setupSteps?:projen.github.workflows.JobStep[] strict?:boolean workflow?:boolean',
  EnvironmentOptions: 'services?:string[]',
  ExampleDagOptions: 'connectionId?:string dagId?:string fileName?:string printConnectionUri?:boolean variableKey?:string',
  HostSession: 'cloud:string settings?:{any}',
  IamPolicyOptions: 'account?:string kmsKeyArn?:string region?:string',
  KeyVaultRoleOptions: 'assignee:string resourceGroup:string secretNames?:string[] subscriptionId:string',
  LocalAirflowOptions: 'allowSecret?:string[] credentials?:#CloudCredentials[] dagWorkflow?:boolean directory?:string driftCheck?:boolean exampleDag?:ExampleDagOptions keysInOverride?:boolean runtimeVersion?:string secretsBackend?:#SecretsBackend',
  Mount: 'readOnly?:boolean services?:string[] source:string target:string',
  PersonalFile: 'path:string text:string',
  PersonalMount: 'after?:string before:string defaultValue:string target:string variable:string',
};

/** The struct of projen that a struct of this package extends. */
export const BASES: Readonly<Record<string, string>> = {
  AstroProjectOptions: 'projen.ProjectOptions',
};

/** What a class that extends an abstract one has to have. */
export const IMPLEMENTED: Readonly<Record<string, string>> = {
  CloudCredentials: 'declarations:method',
  SecretsBackend: 'classPath:string displayName:string kwargs:{any} warnings:string[] requirement?:string secretNameForConnection:method secretNameForVariable:method',
};

/** A call that makes an instance of an abstract class. */
export const EXAMPLES: Readonly<Record<string, string>> = {
  CloudCredentials: 'AzureCredentials.session()',
  SecretsBackend: 'AwsSecretsBackend.secretsManager()',
};
