import type { Specification } from '../../modelarts/generated/service.gen.ts';
import type { Answer, Request } from '../exchange.ts';
import { pageOf } from './listing.ts';

type Row = readonly [id: string, cores: number, gigabytes: number, card: string, cards: number];

/** What services can run on without a pool; a card that is no Ascend is a GPU. */
const ROWS: readonly Row[] = [
  ['modelarts.vm.cpu.2u', 2, 8, '', 0],
  ['modelarts.vm.cpu.8u', 8, 32, '', 0],
  ['modelarts.vm.gpu.t4', 8, 32, 'T4', 1],
  ['modelarts.vm.gpu.pnt004', 8, 32, 'Pnt004', 1],
  ['modelarts.vm.ai1.snt3', 2, 8, 'Ascend snt3', 1],
  ['modelarts.vm.ai1.a310', 2, 8, 'Ascend 310', 1],
];

/** Those that are there and cannot be had. */
const SOLD_OUT: Row = ['modelarts.vm.gpu.soldout', 8, 64, 'V100', 1];

/** Whether a specification of the shared pool can be had. */
export const isSpecification = (id: string): boolean => ROWS.some(([one]) => one === id);

/** listServiceSpecifications, section 9.5. */
export function listServiceSpecifications({ query }: Request): Answer {
  const { total, items } = pageOf([...ROWS, SOLD_OUT], query, { counts: 'item', most: 0 });
  return {
    status: 200,
    body: { total_count: total, count: items.length, specifications: items.map(viewOf) },
  };
}

function viewOf(row: Row): Specification {
  const [id, cpu, memory, card, cards] = row;
  const isNpu = card.startsWith('Ascend');
  const none = { unit: 'MB', memory: 0 };
  const some = { unit: 'GB', brand: isNpu ? 'Ascend' : 'NVIDIA', version: card, memory: 16 };
  const category = cards === 0 ? 'CPU' : isNpu ? 'NPU' : 'GPU';
  const words = `CPU: ${cpu} vCPUs | ${memory} GiB${card && ` ${category}: ${cards} x ${card}`}`;
  return {
    specification: id,
    billing_spec: id,
    category,
    cpu_info: { arch: 'x86', cpu },
    memory_info: { unit: 'GB', memory },
    gpu_info: category === 'GPU' ? { ...some, gpu: cards } : { ...none, gpu: 0 },
    npu_info: category === 'NPU' ? { ...some, npu: cards } : { ...none, npu: 0 },
    display_en: words,
    display_cn: words,
    is_open: true,
    spec_status: row === SOLD_OUT ? 'sellout' : 'normal',
    is_free: false,
    over_quota: false,
    extend_params: 1,
  };
}
