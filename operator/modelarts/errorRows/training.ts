/** Codes of training jobs, algorithms and experiments (chapter 6). For the form of a row see common.ts. */
export const TRAINING = `
400,409 duplicate-name 2751 DuplicateTrainingJobName Choose another name for the training job.
400,409 duplicate-name 2752 DuplicateAlgorithmName Choose another name or version for the algorithm.
400,409 duplicate-name 2821 DuplicateAlgorithmName Choose another name for the algorithm.
400,409 duplicate-name 2841 DuplicateExperimentName Choose another name for the experiment.

400,409 conflict 2796 NotAllowedToTerminate Only a job that is creating, pending or running can be stopped.
400,409 conflict 2812 UnsupportedAction The state of the job does not allow this action.
400,409 conflict 2813 NotAllowedToRestart The state of the job does not allow a restart.
400 conflict 2818 LogNotReady The log has not been written yet; look again later.
400,409 conflict 2878 JobStatusChanged The job changed meanwhile; it is looked at again.
400 conflict 2880 ImageSaveRunning An image of this job is being saved already; wait for it.
400 conflict 2883 JobNotRunning An image can be saved only while the job runs.
400,409 conflict 2887 PoolNotRunning Wait until the resource pool is running, or choose another one.

429 throttled 2799 TooManyRequests Lower the request rate of the account, or wait.

400,403 quota 2815 ExceedQuotaLimit Release resources that are in use, or raise the quota.
400,403 quota 2833 ExceedFreeFlavorQuota Delete other jobs of the free flavor, or choose another flavor.

400,403 denied 2771 NoPermission Check the permissions of the user.
400,403 denied 2804 InsufficientPermission Check the permissions of the user.
400,403 denied 2823 DomainIdNotMatched Use credentials of the account that owns the object.
400,403 denied 2838 WorkspacePolicyLimit Check the fine-grained IAM policy of the user.

401,403 account 2784 TokenInvalid Check the credentials of the account.
403,404 account 2785 ServiceNotAuthorized Authorize ModelArts in its console (Global Configuration).
403,404 account 2786 ProjectMismatch Check that the project id belongs to region and user.
405 account 2803 PathNotFound Check the endpoint: this region may not offer this API.
404 account 2836 PathNotFound Check the endpoint and the project id of the account.
400,403 account 2837 AccountFrozen The account is frozen or restricted; check balance and verification.

400 invalid 2753 InvalidInputsOutputs Check the inputs and outputs of the algorithm.
400 invalid 2754 TooManyHostedOutputs Let ModelArts host at most one output.
400,404 invalid 2755 AlgorithmNotFound Check the algorithm id; the algorithm may have been deleted.
400 invalid 2756 MarketAlgorithmName Choose a name that no subscribed algorithm has.
400 invalid 2757 InvalidCodeDir Check the code directory and the boot file.
400 invalid 2758 InvalidBootFile Check that the boot file exists below the code directory.
400 invalid 2759 TooManyCodeFiles Put fewer files into the code directory.
400 invalid 2760 CodeFolderTooDeep Make the code directory less deep.
400 invalid 2761 CodeFilesTooLarge Make the code directory smaller.
400 invalid 2763 InvalidFlavor Choose a flavor that algorithm and engine can run on.
400 invalid 2764 InvalidQuery The operator asked in a way that this region does not take; report it.
400 invalid 2765 ParameterOutOfRange Choose a value of the range that the algorithm allows.
400 invalid 2766 ParameterMissing Give the parameter a value.
400 invalid 2767 DuplicateParameter Give every parameter a name of its own.
400 invalid 2768 InvalidParameterType Give the parameter a value of its type.
400 invalid 2769 ParameterOutOfRange Choose a value of the range that the algorithm allows.
400 invalid 2770 InvalidRange Correct the range of the parameter.
400 invalid 2772 InvalidAlgorithmCode Choose code directory and boot file again.
400 invalid 2773 CodeNotReadable Check that the code exists in OBS and may be read.
400 invalid 2774 InvalidParameter Correct the parameter that the message names.
400,404 invalid 2780 EngineNotFound Check engine id, or name and version.
400,404 invalid 2781 FlavorNotFound Choose a flavor of the region; with a pool id, try without a flavor.
400,404 invalid 2782 DatasetVersionNotFound Check the dataset version id.
400,404 invalid 2783 DatasetNotFound Check the dataset id.
400 invalid 2787 InvalidJsonBody The operator sent what this region cannot read; report it.
400 invalid 2788 InvalidParameter Correct the parameter that the message names.
400 invalid 2789 UnsupportedFilter The operator asked in a way that this region does not take; report it.
400 invalid 2790 UnsupportedSort The operator asked in a way that this region does not take; report it.
400 invalid 2791 InvalidObsPath Check that the OBS path exists, ends in "/" and may be read.
400 invalid 2792 BootFileNotInPackage Choose a boot file below the code directory.
400 invalid 2793 NodeCountOutOfRange Lower the node count to what the flavor allows.
400 invalid 2802 InvalidCodeDir Check the code directory.
400 invalid 2806 CommandOrImageMissing A job with an image of its own needs a command and an image URL.
400 invalid 2807 UnsupportedFilter The operator asked in a way that this region does not take; report it.
400 invalid 2808 UnsupportedFilter The operator asked in a way that this region does not take; report it.
400 invalid 2809 UnsupportedFilter The operator asked in a way that this region does not take; report it.
400,404 invalid 2810 ImageNotFound Check the image URL and that the image is in SWR of this region.
400 invalid 2811 ImageNotShared Check the image URL and who may pull the image.
400 invalid 2814 AlgorithmMismatch Make the job agree with the algorithm it names.
400 invalid 2816 ParameterOutOfRange Correct the parameter that the message names.
400 invalid 2819 LogCleared The log has been deleted; look into the log path of the job.
400 invalid 2820 LogPathNotFound Check that the log path exists in OBS.
400 invalid 2822 LogPathNotSet Set a log path on the job.
400 invalid 2824 DuplicateSearchIndicator Name every search indicator once.
400 invalid 2825 InvalidParameterType Give the parameter a value of its type.
400 invalid 2826 InvalidSearchParameters Correct the search parameters.
400 invalid 2829 DuplicateEngineId Choose another engine id.
400 invalid 2830 EngineIdMissing A job with an image of its own needs an engine id here.
400 invalid 2832 EngineRetired Choose a newer version of the engine.
400 invalid 2834 UnsupportedDataType Choose a data type that ModelArts supports.
400 invalid 2839 InvalidMindSporeConfig Correct the MindSpore settings.
400 invalid 2840 UnsupportedFlavor Choose a flavor that fits engine and policy.
400,404 invalid 2842 ExperimentNotFound Check the training experiment id.
400 invalid 2845 ImageTooLarge Make the image smaller.
400 invalid 2846 ExperimentTypeMismatch Choose an experiment of the type of the job.
400 invalid 2854 UnsupportedRemoteType Choose a type of input or output that ModelArts supports.
400 invalid 2855 RunUserDenied Run jobs of such a user in a dedicated pool.
400 invalid 2857 InvalidLocalCodeDir Correct the local code directory; it must lie below /home.
400 invalid 2858 UnsupportedOperation See the message for what is supported.
400 invalid 2859 InvalidWorkingDir Correct the working directory.
400 invalid 2879 JobNotDebuggable An image can be saved only from a job in debug mode.
404 invalid 2881 ImageSaveJobNotFound Save an image of the job first.
400,409 invalid 2884 ImageExists Choose another image name or tag.
400 invalid 2886 NotTrainingPool Choose a pool whose scope includes training.
400 invalid 2889 PoolNotReadable Check the pool id.
400,404 invalid 2890 PoolNotFound Check the pool id.
400 invalid 2891 WorkspaceNotUsable Check the workspace id and who may use it.

400 refused 2835 ObsSizeTimeout Reading the size of the inputs took too long; it is tried again.
400 refused 2843 VpcEndpointNotReadable ModelArts could not read the VPC endpoint; it is tried again.
400 refused 2844 VpcEndpointPolicy ModelArts could not change the policy of the VPC endpoint; it is tried again.
400 refused 2885 ImageServerError ModelArts could not reach the image service; it is tried again.
`;
