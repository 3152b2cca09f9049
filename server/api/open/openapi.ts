import { z } from "zod";
import { type EventType, eventSchemas, eventTypes } from "./events";
import { answerSchema, orderAnswerSchema } from "./schemas";

type Json = { readonly [key: string]: unknown };
const nameOf = (type: EventType) => type.split(/[._]/).map((part) => part.charAt(0).toUpperCase() + part.slice(1)).join("");
const toJson = (schema: z.ZodType): Json => {
  const { $schema: _dialect, ...rest } = z.toJSONSchema(schema, { io: "input", target: "draft-2020-12" }) as Json;
  return rest;
};

function eventComponents(): Json {
  const entries = eventTypes.map((type) => [
    nameOf(type),
    {
      type: "object",
      required: ["type", "timestamp", "data"],
      properties: { type: { const: type }, timestamp: { type: "string", format: "date-time" }, data: toJson(eventSchemas[type]) },
    },
  ]);
  return Object.fromEntries(entries) as Json;
}

const answers: readonly (readonly [number, string])[] = [
  [202, "Taken in"],
  [200, "Taken in before: the same id with the same body"],
  [400, "The body is no JSON"],
  [401, "Not signed with a valid secret, or more than five minutes old or ahead"],
  [409, "The id was used for another body"],
  [413, "The body is larger than 1 MiB"],
  [422, "Unknown type, or fields that cannot be understood"],
];
const answer = (description: string) => ({ description, content: { "application/json": { schema: { $ref: "#/components/schemas/Answer" } } } });
const header = (name: string, description: string) => ({ name, in: "header", required: true, schema: { type: "string" }, description });

const eventsPath = {
  post: {
    operationId: "takeEvent",
    summary: "Hand in one signed event",
    description: "Signed after Standard Webhooks: HMAC-SHA256 over `id.timestamp.body` with a `whsec_` secret. Two secrets may be valid at once while one is rotated. A refused event may be sent again under the same id. Events of an order may come in any order: what must wait is kept and applied later.",
    parameters: [header("webhook-id", "Unique per event; a repeat counts once"), header("webhook-timestamp", "Seconds since 1970"), header("webhook-signature", "`v1,` and base64; several by spaces")],
    requestBody: { required: true, content: { "application/json": { schema: { oneOf: eventTypes.map((type) => ({ $ref: `#/components/schemas/${nameOf(type)}` })), discriminator: { propertyName: "type", mapping: Object.fromEntries(eventTypes.map((type) => [type, `#/components/schemas/${nameOf(type)}`])) } } } } },
    responses: Object.fromEntries(answers.map(([status, text]) => [status, answer(text)])),
  },
};

const parameter = (name: string, required: boolean, description: string) => ({ name, in: "query", required, schema: { type: "string", maxLength: 64 }, description });
const ordersPath = {
  get: {
    operationId: "queryOrder",
    summary: "A seller's program asks for an order of its own",
    description: "Signed with the seller's access key after SDK-HMAC-SHA256 (`Authorization`, `X-Sdk-Date`); host and date must be among the signed headers.",
    security: [{ accessKey: [] }],
    parameters: [parameter("orderId", true, "The order's number"), parameter("orderLineId", false, "Only this line")],
    responses: Object.fromEntries(
      [[200, "The order"], [400, "A parameter is missing"], [401, "Not signed by a known key"], [404, "No such order of this seller"]].map(([status, description]) => [
        status,
        { description, content: { "application/json": { schema: { $ref: "#/components/schemas/OrderAnswer" } } } },
      ]),
    ),
  },
};

/** The machines' doors as an OpenAPI 3.1 document, generated from the schemas the doors check with. */
export function openApiDocument(): Json {
  return {
    openapi: "3.1.0",
    info: { title: "Countinghouse open API", version: "1", description: "What machines may say to the portal and ask of it." },
    paths: { "/api/open/v1/events": eventsPath, "/api/mkp-openapi-public/global/v1/order/query": ordersPath },
    components: {
      schemas: { ...eventComponents(), Answer: toJson(answerSchema), OrderAnswer: toJson(orderAnswerSchema) },
      securitySchemes: { accessKey: { type: "apiKey", in: "header", name: "Authorization", description: "SDK-HMAC-SHA256 Access=…, SignedHeaders=…, Signature=…" } },
    },
  };
}
