import { useEffect, useState } from "preact/hooks";
import type { CityProfile } from "../server/contract.ts";
import type { Api } from "./api.ts";
import { type Failure, failureOf } from "./failure.ts";

/** The city's profile, asked for when the panel is first opened: a page nobody asks on sends nothing. */
export function useProfile(api: Api, open: boolean) {
  const [profile, setProfile] = useState<CityProfile>();
  const [failure, setFailure] = useState<Failure>();
  const wanted = open && !profile && !failure;

  useEffect(() => {
    if (wanted) api.profile().then(setProfile, (error: unknown) => setFailure(failureOf(error)));
  }, [api, wanted]);

  return { profile, failure, reload: () => setFailure(undefined) };
}
