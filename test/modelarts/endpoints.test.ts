import { expect, test } from 'vitest';
import {
  checkEndpoint,
  DEFAULT_ALLOWED_ENDPOINTS,
  endpointFor,
  iamEndpointFor,
} from '../../operator/modelarts/endpoints.ts';

const ALLOWED = [...DEFAULT_ALLOWED_ENDPOINTS, 'http://127.0.0.1:8080', 'https://ma.example.com:8443'];

test('the endpoint of every region is allowed by default', () => {
  expect(endpointFor('cn-north-4')).toBe('https://modelarts.cn-north-4.myhuaweicloud.com');
  expect(checkEndpoint(endpointFor('cn-north-4'), DEFAULT_ALLOWED_ENDPOINTS)).toBeUndefined();
});

test.each([
  'https://modelarts.ap-southeast-1.myhuaweicloud.cn',
  'https://modelarts.eu-west-101.myhuaweicloud.eu/',
  'https://MODELARTS.CN-NORTH-4.MYHUAWEICLOUD.COM:443',
  'http://127.0.0.1:8080',
  'https://ma.example.com:8443',
])('%s is allowed', (url) => {
  expect(checkEndpoint(url, ALLOWED)).toBeUndefined();
});

test.each([
  ['http://modelarts.cn-north-4.myhuaweicloud.com', 'not in the list'],
  ['https://modelarts.cn-north-4.myhuaweicloud.com:8443', 'not in the list'],
  ['https://myhuaweicloud.com', 'not in the list'],
  ['https://evilmyhuaweicloud.com', 'not in the list'],
  ['https://modelarts.myhuaweicloud.com.evil.example', 'not in the list'],
  ['https://modelarts.myhuaweicloud.com@evil.example', 'holds credentials'],
  ['http://127.0.0.1:8081', 'not in the list'],
  ['http://localhost:8080', 'not in the list'],
  ['https://127.0.0.1:8080', 'not in the list'],
  ['https://ma.example.com', 'not in the list'],
  ['https://modelarts.cn-north-4.myhuaweicloud.com/v1', 'more than scheme'],
  ['https://modelarts.cn-north-4.myhuaweicloud.com?x=1', 'more than scheme'],
  ['ftp://modelarts.cn-north-4.myhuaweicloud.com', 'not an HTTP URL'],
  ['modelarts.cn-north-4.myhuaweicloud.com', 'not a URL'],
  ['', 'not a URL'],
])('%s is refused: %s', (url, reason) => {
  expect(checkEndpoint(url, ALLOWED)).toContain(reason);
});

test.each([
  'http://169.254.169.254',
  'http://169.254.1.2:8080',
  'http://2852039166',
  'http://0xa9.0xfe.0xa9.0xfe',
  'http://[fe80::1]',
  'http://[::ffff:169.254.169.254]',
  'http://[fd00:ec2::254]',
  'http://100.100.100.200',
  'http://metadata.google.internal',
  'http://metadata.google.internal.',
])('%s is refused even when it is listed', (url) => {
  expect(checkEndpoint(url, [url])).toContain('metadata');
});

test('a refusal does not repeat credentials of the URL', () => {
  expect(checkEndpoint('https://user:hunter22@a.myhuaweicloud.com', ALLOWED)).not.toContain('hunter22');
});

test.each([
  ['https://modelarts.cn-north-4.myhuaweicloud.com', 'https://iam.cn-north-4.myhuaweicloud.com'],
  ['https://modelarts.eu-west-101.myhuaweicloud.eu', 'https://iam.eu-west-101.myhuaweicloud.eu'],
  ['http://modelarts.test:8080', 'http://iam.test:8080'],
  ['http://127.0.0.1:8080', undefined],
  ['https://ma.example.com', undefined],
])('IAM of %s is %s', (endpoint, iam) => {
  expect(iamEndpointFor(endpoint)).toBe(iam);
});
