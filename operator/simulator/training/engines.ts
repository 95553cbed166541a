import type { ItemsListTrainingJobEngines } from '../../modelarts/generated/training.gen.ts';
import type { Answer } from '../exchange.ts';

/** Some of the preset engines: name, version, which is also the id, and image. */
const ROWS = [
  ['Caffe', 'caffe-1.0.0-python2.7', 'modelarts-job-dev-image/caffe1-cpu-cp27:1.0.0'],
  [
    'Horovod',
    'horovod_0.20.0-tensorflow_2.1.0-cuda_10.1-py_3.7-ubuntu_18.04-x86_64',
    'aip/horovod_tensorflow:train',
  ],
  ['MindSpore', 'mindspore_1.7.0-cann_5.1.0-py_3.7-euler_2.8.3-aarch64', 'aip/mindspore_1_7_0:train'],
  ['MPI', 'mindspore_1.3.0-cuda_10.1-py_3.7-ubuntu_1804-x86_64', 'aip/mindspore_1_3_0:train'],
  ['PyTorch', 'pytorch_1.8.0-cuda_10.2-py_3.7-ubuntu_18.04-x86_64', 'aip/pytorch_1_8:train'],
  ['TensorFlow', 'tensorflow_2.1.0-cuda_10.1-py_3.7-ubuntu_18.04-x86_64', 'aip/tensorflow_2_1:train'],
  ['XGBoost-Sklearn', 'xgboost-sklearn-python3.6', 'modelarts-job-dev-image/python-train-py36:secure'],
] as const;

const NAMES: ReadonlySet<string> = new Set(ROWS.map(([name]) => name));

/** Whether an engine of that name exists. Versions come and go from region to region, so any is believed. */
export const isEngine = (name: string): boolean => NAMES.has(name);

/** listTrainingJobEngines, section 6.31. */
export function listEngines(): Answer {
  const items = ROWS.map(([engine_name, version, image]): ItemsListTrainingJobEngines => {
    const v1 = !version.includes('_');
    return {
      engine_id: version,
      engine_name,
      engine_version: version,
      v1_compatible: v1,
      run_user: v1 ? '' : '1102',
      image_info: { cpu_image_url: image, gpu_image_url: image, image_version: version },
    };
  });
  return { status: 200, body: { total: items.length, items } };
}
