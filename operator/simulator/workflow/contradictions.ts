import type { Otherwise } from '../validation.ts';

const texts = { type: 'array', items: { type: 'string' } };
/** The example of 4.2 gives a step a configuration. */
const step = { properties: { config: { type: 'object' } } };
/** 4.9: a String in the table, a number in the example. */
const order = { properties: { sku_count: { type: ['string', 'integer'] } } };

/** What schemas of requests demand and know besides, or instead, by name. */
export const OTHERWISE: Otherwise = {
  // 4.2: the braces of the example close too early, so that fields of a step are those of the workflow.
  CreateWorkflowRequest: { properties: { properties: { type: 'object' }, depend_steps: texts } },
  WorkflowStepReq: step,
  WorkflowStepReqUpdateWorkflow: step,
  // 4.5: a String in the table, a Boolean in the example.
  UpdateWorkflowRequest: {
    properties: { smn_switch: { type: ['boolean', 'string'], pattern: '^(?:true|false)$' } },
  },
  WorkflowPoolOrderReq: order,
  WorkflowPoolOrderReqCreateWorkflowServicePackage: order,
};
