/** Codes of services (chapter 9). For the form of a row see common.ts. */
export const SERVICES = `
400,409 duplicate-name 3503 DuplicateServiceName Choose another name for the service.

400 conflict 3515 ModelNotPublished Wait until the model is published.
400 conflict 3519 ServiceBusy Wait until the service has come to rest.
400 conflict 3598 NodeNotRunning Choose nodes that are running.
400 conflict 3612 PayloadNotUpdated ModelArts could not change the load of the service; it is tried again.
400 conflict 3613 ApiNotRegistered ModelArts could not register the API of the service; it is tried again.

400 quota 3520 TooManyServices Delete services that are not used, or raise the quota.
400 quota 3521 TooManyRunningServices Stop services that are not used, or raise the quota.
400 quota 3522 TooManyInstances Lower the instance counts, or raise the quota.
400 quota 3561 NodeQuotaInsufficient Release nodes, or raise the quota.
400 quota 3578 ModelQuotaInsufficient Delete services that are not used, or raise the quota.

400,403 denied 3540 NotServiceOwner Use credentials of the owner of the service.
400,403 denied 3525 SharedService A shared service cannot be changed; make a service of your own.
403 denied 3555 EcsNotPermitted Give the user the permission to read ECS.
400 denied 3597 KeysNotAuthorized Authorize ModelArts in its console to keep the keys of the user.
400 account 3518 ServiceTypeNotEnabled Enable the type of service for the account in the ModelArts console.

400,404 invalid 3507 ModelNotFound Check the model id; the model may have been deleted.
400 invalid 3514 InputParametersMissing Give the input parameters that the model asks for.
400 invalid 3516 SameModelVersion Choose models of different versions.
400,404 invalid 3529 ModelNotFound Check the model id; the model may have been deleted.
400 invalid 3533 UnsupportedNode Choose an edge node that has the processor.
400 invalid 3534 SecurityGroupClosed Let the security group admit TCP to port 8080.
400 invalid 3535 SubserviceNotFound Check the name of the subservice.
400 invalid 3544 DomainNotResolved Check the CNAME record of the domain.
400 invalid 3545 InvalidCertificate Correct certificate and private key.
400,404 invalid 3547 ClusterNotFound Check the id of the cluster.
400 invalid 3548 InvalidPath Write the path as a valid regular expression.
400 invalid 3550 DomainTaken Choose another domain.
400 invalid 3551 ObsPathNotFound Check that the OBS path exists and may be read.
400 invalid 3552 InvalidResourceId Give a resource id of at most 64 characters.
400 invalid 3562 DueTimePast Choose a time that lies ahead.
400 invalid 3566 DefaultWorkspace Leave the default workspace as it is.
400 invalid 3572 InvalidObsUrl Correct the OBS URL.
400 invalid 3573 InvalidObsUrl Correct the bucket in the OBS URL.
400 invalid 3574 InvalidObsUrl Correct the OBS URL.
400 invalid 3580 ModelNotPurchased Buy the model, or choose another one.
400 invalid 3585 HostPortTaken Choose another host port.
400 invalid 3589 ModelNotForServiceType Choose a model that can be deployed as this type of service.
400 invalid 3590 InvalidRule Write the rule as an expression whose result is a Boolean.
400 invalid 3591 DuplicateRule Give every rule once.
400 invalid 3592 InvalidHealthCheck Correct the health check of the model.
400 invalid 3593 ModelExpired Choose a model whose license holds.
400 invalid 3610 ParameterMissing Give the parameter that the message names.

400 refused 3567 ObsError ModelArts met an error of OBS; check the path, it is tried again.
400 refused 3568 ObsError ModelArts could not reach OBS; it is tried again.
400 refused 3576 QuotaNotReadable ModelArts could not read the model quota; it is tried again.
400 refused 3583 EdgeError ModelArts met an error of IEF; it is tried again.
400 refused 3586 EdgeError ModelArts could not create the edge application; it is tried again.
400 refused 3587 EdgeError ModelArts could not delete the edge application; it is tried again.
500 unavailable 3501 ServiceNotDeployed ModelArts could not deploy the service; its state is looked at again.
500 unavailable 3504 ServiceNotDeleted ModelArts could not delete the service; its state is looked at again.
500 unavailable 3505 ServiceNotUpdated ModelArts could not update the service; its state is looked at again.
500 unavailable 3539 UrlNotReady ModelArts could not set up the address of the service; its state is looked at again.
500 unavailable 3579 ModelNotReadable ModelArts could not read the model; its state is looked at again.
500 unavailable 3506 ModelNotFound Check the model id; the model may have been deleted.
`;
