___INFO___

{
  "type": "TAG",
  "id": "cvt_temp_public_id",
  "version": 1,
  "securityGroups": [],
  "displayName": "Tributary",
  "categories": [
    "ANALYTICS",
    "EXPERIMENTATION",
    "ATTRIBUTION"
  ],
  "brand": {
    "id": "brand_dummy",
    "displayName": ""
  },
  "description": "Loads the script of your own Tributary collector, sends events of your own, or says who is signed in.",
  "containerContexts": [
    "WEB"
  ]
}


___TEMPLATE_PARAMETERS___

[
  {
    "type": "SELECT",
    "name": "does",
    "displayName": "What this tag does",
    "macrosInSelect": false,
    "simpleValueType": true,
    "defaultValue": "script",
    "selectItems": [
      {
        "value": "script",
        "displayValue": "Load the script (once, on all pages)"
      },
      {
        "value": "event",
        "displayValue": "Send an event"
      },
      {
        "value": "identify",
        "displayValue": "Say who is signed in"
      },
      {
        "value": "consent",
        "displayValue": "Say whether an id may be stored"
      }
    ]
  },
  {
    "type": "GROUP",
    "name": "place",
    "displayName": "",
    "groupStyle": "NO_ZIPPY",
    "subParams": [
      {
        "type": "TEXT",
        "name": "url",
        "displayName": "Collector",
        "simpleValueType": true,
        "help": "https://growth.example.com",
        "valueValidators": [
          {
            "type": "REGEX",
            "args": [
              "^https://[^/?#]+/?$"
            ],
            "errorMessage": "An address like https://growth.example.com"
          }
        ]
      },
      {
        "type": "TEXT",
        "name": "site",
        "displayName": "Site",
        "simpleValueType": true,
        "help": "Its domain, as the dashboard shows it: example.com",
        "valueValidators": [
          {
            "type": "NON_EMPTY"
          }
        ]
      }
    ],
    "enablingConditions": [
      {
        "paramName": "does",
        "paramValue": "script",
        "type": "EQUALS"
      }
    ]
  },
  {
    "type": "GROUP",
    "name": "event",
    "displayName": "",
    "groupStyle": "NO_ZIPPY",
    "subParams": [
      {
        "type": "TEXT",
        "name": "name",
        "displayName": "Event",
        "simpleValueType": true,
        "help": "Signup",
        "valueValidators": [
          {
            "type": "NON_EMPTY"
          }
        ]
      },
      {
        "type": "SIMPLE_TABLE",
        "name": "props",
        "displayName": "Properties",
        "simpleTableColumns": [
          {
            "defaultValue": "",
            "displayName": "Name",
            "name": "name",
            "type": "TEXT",
            "isUnique": true
          },
          {
            "defaultValue": "",
            "displayName": "Value",
            "name": "value",
            "type": "TEXT"
          }
        ]
      },
      {
        "type": "TEXT",
        "name": "amount",
        "displayName": "Revenue",
        "simpleValueType": true,
        "help": "49.00"
      },
      {
        "type": "TEXT",
        "name": "currency",
        "displayName": "Currency",
        "simpleValueType": true,
        "help": "EUR"
      },
      {
        "type": "TEXT",
        "name": "order",
        "displayName": "Order",
        "simpleValueType": true,
        "help": "Its number: events of one name and order count once"
      }
    ],
    "enablingConditions": [
      {
        "paramName": "does",
        "paramValue": "event",
        "type": "EQUALS"
      }
    ]
  },
  {
    "type": "GROUP",
    "name": "person",
    "displayName": "",
    "groupStyle": "NO_ZIPPY",
    "subParams": [
      {
        "type": "TEXT",
        "name": "user",
        "displayName": "User",
        "simpleValueType": true,
        "valueValidators": [
          {
            "type": "NON_EMPTY"
          }
        ]
      },
      {
        "type": "TEXT",
        "name": "account",
        "displayName": "Account",
        "simpleValueType": true,
        "help": "Company or team"
      }
    ],
    "enablingConditions": [
      {
        "paramName": "does",
        "paramValue": "identify",
        "type": "EQUALS"
      }
    ]
  },
  {
    "type": "CHECKBOX",
    "name": "given",
    "checkboxText": "It may",
    "simpleValueType": true,
    "defaultValue": true,
    "enablingConditions": [
      {
        "paramName": "does",
        "paramValue": "consent",
        "type": "EQUALS"
      }
    ]
  }
]


___SANDBOXED_JS_FOR_WEB_TEMPLATE___

const createArgumentsQueue = require('createArgumentsQueue');
const encodeUriComponent = require('encodeUriComponent');
const injectScript = require('injectScript');
const makeTableMap = require('makeTableMap');

// Keeps what is called until the script is there, and is the script's own function from then on.
const tributary = createArgumentsQueue('tributary', 'tributary.q');

const load = () => {
  const origin = data.url.charAt(data.url.length - 1) === '/' ? data.url.slice(0, -1) : data.url;
  const address = origin + '/t/' + encodeUriComponent(data.site) + '.js';
  injectScript(address, data.gtmOnSuccess, data.gtmOnFailure, address);
};

const about = () => {
  const told = {};
  if (data.props && data.props.length) told.props = makeTableMap(data.props, 'name', 'value');
  if (data.amount && data.currency) {
    told.revenue = { amount: data.amount, currency: data.currency };
    if (data.order) told.revenue.order = data.order;
  }
  return told;
};

if (data.does === 'script') {
  load();
} else {
  if (data.does === 'event') tributary(data.name, about());
  if (data.does === 'identify') tributary('identify', data.user, data.account ? { account: data.account } : {});
  if (data.does === 'consent') tributary('consent', data.given);
  data.gtmOnSuccess();
}


___WEB_PERMISSIONS___

[
  {
    "instance": {
      "key": {
        "publicId": "access_globals",
        "versionId": "1"
      },
      "param": [
        {
          "key": "keys",
          "value": {
            "type": 2,
            "listItem": [
              {
                "type": 3,
                "mapKey": [
                  {
                    "type": 1,
                    "string": "key"
                  },
                  {
                    "type": 1,
                    "string": "read"
                  },
                  {
                    "type": 1,
                    "string": "write"
                  },
                  {
                    "type": 1,
                    "string": "execute"
                  }
                ],
                "mapValue": [
                  {
                    "type": 1,
                    "string": "tributary"
                  },
                  {
                    "type": 8,
                    "boolean": true
                  },
                  {
                    "type": 8,
                    "boolean": true
                  },
                  {
                    "type": 8,
                    "boolean": true
                  }
                ]
              },
              {
                "type": 3,
                "mapKey": [
                  {
                    "type": 1,
                    "string": "key"
                  },
                  {
                    "type": 1,
                    "string": "read"
                  },
                  {
                    "type": 1,
                    "string": "write"
                  },
                  {
                    "type": 1,
                    "string": "execute"
                  }
                ],
                "mapValue": [
                  {
                    "type": 1,
                    "string": "tributary.q"
                  },
                  {
                    "type": 8,
                    "boolean": true
                  },
                  {
                    "type": 8,
                    "boolean": true
                  },
                  {
                    "type": 8,
                    "boolean": true
                  }
                ]
              }
            ]
          }
        }
      ]
    },
    "clientAnnotations": {
      "isEditedByUser": true
    },
    "isRequired": true
  },
  {
    "instance": {
      "key": {
        "publicId": "inject_script",
        "versionId": "1"
      },
      "param": [
        {
          "key": "urls",
          "value": {
            "type": 2,
            "listItem": [
              {
                "type": 1,
                "string": "https://*/*"
              }
            ]
          }
        }
      ]
    },
    "clientAnnotations": {
      "isEditedByUser": true
    },
    "isRequired": true
  }
]


___TESTS___

scenarios: []


___NOTES___

docs/sites.md
