import { z } from "zod";
import { FIELD_ERRORS, trimmedText, uuidField } from "@/lib/fields";
import { demandId } from "./contract";

/** Who reads a comment: everybody on the deal (the seller from its acceptance on), or the writer's own company alone. */
export const commentAudiences = ["deal", "own"] as const;
export type CommentAudience = (typeof commentAudiences)[number];

/** `key`: the same comment sent twice under one key is written once. `mentions`: colleagues who are told by name. */
export const demandCommentInput = demandId.extend({
  text: trimmedText(1, 2000),
  audience: z.enum(commentAudiences, { error: FIELD_ERRORS.required }),
  fileIds: z.array(uuidField).max(10).optional(),
  mentions: z.array(uuidField).max(10).optional(),
  key: z.string().regex(/^[0-9a-f]{32}$/, { error: FIELD_ERRORS.invalid }).optional(),
});
export type DemandCommentInput = z.infer<typeof demandCommentInput>;

/** What one company may say about one demand in an hour. */
export const commentsPerHour = 60;
