import { useClient } from '../../bridge/bridge.ts'
import { useText } from '../../i18n/useText.ts'
import { useNoticesStore } from '../notices/index.ts'
import { writeRecipients } from './recipient-csv.ts'
import type { RecipientRow } from './recipient-list.ts'

/** Puts the list on the clipboard as a spreadsheet reads it. (Pages of this window cannot save files: downloads are refused.) */
export function useCsvCopy(): (rows: readonly RecipientRow[]) => Promise<void> {
  const client = useClient()
  const notices = useNoticesStore()
  const { t } = useText()

  return async (rows) => {
    const outcome = await client.app.copyText({ text: writeRecipients(rows.map((row) => row.recipient)) })
    if (outcome.ok) notices.tell(t('broadcast.csv.copied'))
    else notices.fail(outcome.failure)
  }
}
