/** What the homes of a lot are like and how far they lie, as housing entered it; nothing in a draw depends on it. */
export type Home = {
  readonly rooms: number
  readonly squareMetres: number
  /** The metro station nearest on foot, as it is called on the spot. */
  readonly metro: string
  /** Metres on foot to that station. */
  readonly metroMetres: number
  /** Metres to the centre as the street goes. */
  readonly centreMetres: number
}
