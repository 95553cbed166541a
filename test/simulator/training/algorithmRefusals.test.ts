import { test } from 'vitest';
import { jobRequest } from '../caller.ts';
import { expectRefusal, type Refusal } from './refusal.ts';

const whole = jobRequest('whole');
const algorithm = (change: object) => jobRequest('whole', { algorithm: { ...whole.algorithm, ...change } });
const instead = (other: object) => jobRequest('whole', { algorithm: other });
const input = (remote: object, name = 'data_url') => ({ name, remote });
const obs = (obs_url: string) => ({ obs: { obs_url } });
const image = { engine: { image_url: 'org/image:1' }, command: 'sh run.sh' };
const variables = (count: number) =>
  Object.fromEntries(Array.from({ length: count }, (_, index) => [`V${index}`, '']));

test.each<Refusal>([
  [
    'a field in a list',
    algorithm({ parameters: [{ name: 'a' }, { name: 1 }] }),
    2825,
    /algorithm\.parameters\[1\]\.name must be string/,
  ],
  ['an algorithm in no form', instead({}), 2806, /exactly one form/],
  ['an algorithm in two forms', algorithm({ id: 'x' }), 2806, /exactly one form/],
  ['half a subscription', instead({ subscription_id: 'x' }), 2788, /item_version_id/],
  ['a command without an image', instead({ command: 'sh' }), 2806, /image_url/],
  ['an image without a command', instead({ engine: image.engine }), 2806, /command/],
  ['a boot file without its directory', instead({ boot_file: '/bucket/a.py' }), 2757, /code_dir is missing/],
  ['a directory without a boot file', instead({ code_dir: '/bucket/' }), 2758, /boot_file is missing/],
  [
    'a boot file outside its directory',
    algorithm({ boot_file: '/ml-bucket/other/train.py' }),
    2758,
    /must lie in/,
  ],
  [
    'a boot file beside a directory of the same beginning',
    algorithm({ boot_file: '/ml-bucket/resnet2/train.py' }),
    2758,
    /must lie in/,
  ],
  [
    'a code directory that is no path',
    algorithm({ code_dir: 'ml-bucket/resnet' }),
    2791,
    /algorithm\.code_dir/,
  ],
  ['a code directory that climbs', algorithm({ code_dir: '/ml-bucket/../x/' }), 2791, /algorithm\.code_dir/],
  [
    'code without an engine',
    instead({ code_dir: '/bucket/', boot_file: '/bucket/a.py' }),
    2780,
    /engine is missing/,
  ],
  [
    'an engine named in two ways',
    algorithm({ engine: { engine_id: 'a', engine_name: 'b', engine_version: 'c' } }),
    2788,
    /give one of engine_id/,
  ],
  [
    'an engine that does not exist',
    algorithm({ engine: { engine_name: 'Theano', engine_version: '1' } }),
    2780,
    /Theano/,
  ],
  [
    'an engine without its version',
    algorithm({ engine: { engine_name: 'PyTorch' } }),
    2780,
    /engine_version/,
  ],
  [
    'a parameter named twice',
    algorithm({ parameters: [{ name: 'epochs' }, { name: 'epochs' }] }),
    2767,
    /epochs twice/,
  ],
  ['a parameter without a name', algorithm({ parameters: [{ value: '1' }] }), 2788, /parameters\[0\]\.name/],
  ['an input without data', algorithm({ inputs: [input({})] }), 2854, /inputs\[0\]\.remote/],
  [
    'an input from two sources',
    algorithm({ inputs: [input({ ...obs('/bucket/a/'), dataset: { id: 'a', version_id: 'b' } })] }),
    2854,
    /inputs\[0\]/,
  ],
  [
    'an input that is no path',
    algorithm({ inputs: [input(obs('s3://bucket/a/'))] }),
    2791,
    /inputs\[0\]\.remote\.obs\.obs_url/,
  ],
  [
    'an output that is no path',
    algorithm({ outputs: [input(obs('/B/x'), 'train_url')] }),
    2791,
    /outputs\[0\]\.remote\.obs\.obs_url/,
  ],
  [
    'an input and an output of one name',
    algorithm({ inputs: [input(obs('/bucket/a/'))], outputs: [input(obs('/bucket/b/'))] }),
    2753,
    /data_url/,
  ],
  ['101 environment variables', algorithm({ environments: variables(101) }), 2816, /100 variables/],
  [
    'an environment variable that begins with a digit',
    algorithm({ environments: { '1A': '' } }),
    2788,
    /1A is no name/,
  ],
  [
    'an environment variable of 8193 characters',
    algorithm({ environments: { ['A'.repeat(8193)]: '' } }),
    2816,
    /8192/,
  ],
  [
    'an environment value of 4097 characters',
    algorithm({ environments: { A: 'x'.repeat(4097) } }),
    2816,
    /environments\.A .*4096/,
  ],
  ['an environment value that is a number', algorithm({ environments: { A: 1 } }), 2825, /environments\.A/],
  ['a local code directory outside /home', algorithm({ local_code_dir: '/homework' }), 2857, /below \/home/],
  [
    'a summary without its directory',
    algorithm({ summary: { log_type: 'tensorboard' } }),
    2788,
    /log_dir is missing/,
  ],
])('a job with %s is refused by code and field, and none is made', (_what, body, code, said) =>
  expectRefusal(body, code, said),
);
