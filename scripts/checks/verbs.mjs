const words = `
accept acknowledge activate add adjust advance allocate amend announce answer append apply approve archive ask assign associate attach attribute authorise
block book bind bill calculate cancel capture certify change charge check claim clear clone close collect comment complete confirm connect convert correct countersign create credit
deactivate debug decide decline deduct deliver deny deposit dial discard dispatch dispute draft drop
edit enable end enlist enrol escalate estimate evaluate exchange execute expire export extend
fail file fill finalise find fix forecast freeze fulfil generate grant
hand handle hold import inspect install invite invoice issue join keep leave lift link list load lock log lower
mark match measure merge move name note notify nudge
offset open pack park pause pay place plan post prepare present price process project propose provision publish purge put
qualify query queue quote raise rate reactivate read rebuild receive recall recompute reconcile record recover redeem redraw refuse refund register reissue reject reoffer release remind remove renew reopen repay replace reply report request rerun reset resend resolve restore resume retract retry return reveal reverse review revise revoke rotate run
save scan schedule score seal search select send set settle share ship show sign split stamp start stop store submit subscribe suspend sweep switch sync
take tally terminate test top track transfer transition trust unassign undo unblock unlock unpark unpublish update upgrade upload use
validate verify view void warn watch weigh withdraw withhold write
`;

/** First words a module's file may carry. */
export const verbs = new Set(words.split(/\s+/).filter(Boolean));
