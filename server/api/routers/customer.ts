import {
  associateCustomer,
  associateInput,
  associationInput,
  associationListInput,
  checkInput,
  checkRegistration,
  endAssociation,
  endInput,
  listAssociations,
  listRegistrations,
  readAssociation,
  readRegistration,
  registerCustomer,
  registerInput,
  registrationInput,
  registrationListInput,
  withdrawRegistration,
} from "@/server/modules/customer";
import { orgProcedure, router } from "../trpc";

export const customerRouter = router({
  registrations: orgProcedure.input(registrationListInput).query(({ ctx, input }) => listRegistrations(ctx.app, input)),
  registration: orgProcedure.input(registrationInput).query(({ ctx, input }) => readRegistration(ctx.app, input)),
  associations: orgProcedure.input(associationListInput).query(({ ctx, input }) => listAssociations(ctx.app, input)),
  association: orgProcedure.input(associationInput).query(({ ctx, input }) => readAssociation(ctx.app, input)),
  checkRegistration: orgProcedure.input(checkInput).query(({ ctx, input }) => checkRegistration(ctx.app, input)),
  register: orgProcedure.input(registerInput).mutation(({ ctx, input }) => registerCustomer(ctx.app, input)),
  withdraw: orgProcedure.input(registrationInput).mutation(({ ctx, input }) => withdrawRegistration(ctx.app, input)),
  associate: orgProcedure.input(associateInput).mutation(({ ctx, input }) => associateCustomer(ctx.app, input)),
  endAssociation: orgProcedure.input(endInput).mutation(({ ctx, input }) => endAssociation(ctx.app, input)),
});
